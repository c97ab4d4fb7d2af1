package io.waitingroom.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The Lua scripts that run in Redis. Each script runs as one atomic step. Redis scripts have no include. Therefore a
 * line {@code --!include a b} in a script is replaced by the files {@code include/a.lua} and {@code include/b.lua}.
 */
public enum Script {
    OPEN,
    PULSE,
    SIGN,
    SIGNS,
    JOIN,
    VIEW,
    HEARTBEAT,
    LEAVE,
    LEAD,
    TICK,
    RELEASE,
    GRANT,
    SWEEP,
    SNAPSHOT,
    PERMIT_KEYS;

    private final String source = source(label());
    private final String digest = sha1(source);

    /** Returns the script's name in metrics and messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String source() {
        return source;
    }

    /**
     * Runs the script. It sends only the digest of the script to Redis. If Redis does not have the script in its script
     * cache, it sends the source.
     */
    CompletableFuture<Reply> run(
            StatefulRedisConnection<String, byte[]> connection, String[] keys, byte[]... arguments) {
        return connection
                .async()
                .<List<Object>>evalsha(digest, ScriptOutputType.MULTI, keys, arguments)
                .toCompletableFuture()
                .exceptionallyCompose(error -> isUnknown(error)
                        ? connection.async().eval(source, ScriptOutputType.MULTI, keys, arguments)
                        : CompletableFuture.failedFuture(error))
                .thenApply(Reply::new);
    }

    private static boolean isUnknown(Throwable error) {
        return error instanceof RedisNoScriptException || error.getCause() instanceof RedisNoScriptException;
    }

    /** Returns the SHA-1 digest of the script, by which the command EVALSHA finds the script. */
    public String digest() {
        return digest;
    }

    private static String source(String script) {
        return resource(script)
                .lines()
                .map(line -> line.startsWith("--!include ") ? included(line.split(" ")) : line + "\n")
                .collect(Collectors.joining());
    }

    private static String included(String[] words) {
        return Arrays.stream(words)
                .skip(1)
                .map(name -> resource("include/" + name))
                .collect(Collectors.joining());
    }

    private static String resource(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
