package io.waitingroom.fleet;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields that the command INFO of Redis returns. */
public record RedisInfo(Map<String, String> fields) {
    /** Calls INFO and returns its fields. */
    public static RedisInfo of(RedisCommands<String, String> redis) {
        return new RedisInfo(redis.info("all")
                .lines()
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1].trim(), (first, second) -> first)));
    }

    /**
     * Returns a field as text.
     *
     * @throws IllegalStateException if INFO has no such field
     */
    public String text(String field) {
        var value = fields.get(field);
        if (value == null) {
            throw new IllegalStateException("INFO of this Redis has no " + field);
        }
        return value;
    }

    /**
     * Returns a field as a number.
     *
     * @throws IllegalStateException if INFO has no such field
     */
    public double number(String field) {
        return Double.parseDouble(text(field));
    }

    /** Returns how often Redis has executed a command so far. */
    public double callsOf(String command) {
        var stats = fields.get("cmdstat_" + command);
        return stats == null ? 0 : Double.parseDouble(stats.replaceAll("^calls=(\\d+),.*$", "$1"));
    }

    /**
     * Returns the total time in microseconds that Redis has spent in a command so far; 0 if the command was never
     * called.
     */
    public double microsIn(String command) {
        var stats = fields.get("cmdstat_" + command);
        return stats == null ? 0 : Double.parseDouble(stats.replaceAll("^.*\\busec=(\\d+),.*$", "$1"));
    }
}
