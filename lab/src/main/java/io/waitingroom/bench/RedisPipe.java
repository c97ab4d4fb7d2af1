package io.waitingroom.bench;

import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Sends commands to Redis at full speed, with the program {@code redis-cli --pipe}. */
final class RedisPipe {
    private RedisPipe() {}

    /**
     * Sends the commands and returns the duration in seconds.
     *
     * @param commands a file of commands in the wire format of Redis (RESP)
     * @throws IllegalStateException if Redis refuses a command
     */
    static double seconds(EmbeddedRedis redis, Path commands) throws IOException {
        var command = List.of(Tool.REDIS_CLI.command(), "-p", Integer.toString(redis.port()), "--pipe");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(commands.toFile());
        builder.environment().put("REDISCLI_AUTH", password(redis));
        var start = System.nanoTime();
        var lines = builder.start().inputReader().lines().toList();
        var seconds = (System.nanoTime() - start) / 1e9;
        if (lines.stream().noneMatch(line -> line.startsWith("errors: 0,"))) {
            throw new IllegalStateException("redis-cli --pipe failed: " + lines);
        }
        return seconds;
    }

    static String password(EmbeddedRedis redis) {
        return URI.create(redis.uri()).getUserInfo().substring(1);
    }
}
