package io.waitingroom.fleet;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;
import java.util.stream.Collectors;

/** What Redis tells of itself (INFO), field by field. */
public record RedisInfo(Map<String, String> fields) {
    /** Asks now. */
    public static RedisInfo of(RedisCommands<String, String> redis) {
        return new RedisInfo(redis.info("all")
                .lines()
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1].trim(), (first, second) -> first)));
    }

    /** @throws IllegalStateException if this Redis does not tell it */
    public String text(String field) {
        var value = fields.get(field);
        if (value == null) {
            throw new IllegalStateException("INFO of this Redis has no " + field);
        }
        return value;
    }

    /** @throws IllegalStateException if this Redis does not tell it */
    public double number(String field) {
        return Double.parseDouble(text(field));
    }

    /** How often a command was called so far. */
    public double callsOf(String command) {
        var stats = fields.get("cmdstat_" + command);
        return stats == null ? 0 : Double.parseDouble(stats.replaceAll("^calls=(\\d+),.*$", "$1"));
    }

    /** Microseconds of Redis in a command so far, 0 where it was never called. */
    public double microsIn(String command) {
        var stats = fields.get("cmdstat_" + command);
        return stats == null ? 0 : Double.parseDouble(stats.replaceAll("^.*\\busec=(\\d+),.*$", "$1"));
    }
}
