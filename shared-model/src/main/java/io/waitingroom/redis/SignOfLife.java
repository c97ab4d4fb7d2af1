package io.waitingroom.redis;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sign of life of an API server: a message to the leading granter, which says whether the server can answer
 * clients. The server writes the sign to Redis every 200 ms, with each beat of its connection. While no server can
 * answer clients, the leader stops room time and grants.
 *
 * @param room the room whose clients the server answers
 * @param id the id of the server process
 * @param version the version of the server's build
 * @param problems returns the reasons why the server cannot answer clients now, apart from Redis; empty if it can. It
 *     is called on the threads that send the beats, and must not block. Therefore it only reads values that other
 *     threads keep up to date
 */
public record SignOfLife(RoomKeys room, String id, String version, Supplier<List<String>> problems) {
    private static final int MAX_LENGTH = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Checks the version.
     *
     * @throws IllegalArgumentException if the version is empty or contains spaces
     */
    public SignOfLife {
        if (!version.matches("\\S+")) {
            throw new IllegalArgumentException("a version has no spaces: '" + version + "'");
        }
    }

    /** Creates the sign of life of a process that has just started. The id is random. */
    public static SignOfLife of(RoomKeys room, String version, Supplier<List<String>> problems) {
        return new SignOfLife(room, HexFormat.of().toHexDigits(RANDOM.nextLong()), version, problems);
    }

    byte[][] arguments() {
        return new byte[][] {bytes(id), bytes(version), bytes(problem())};
    }

    // A server whose check fails may not be able to answer, so the failure counts as a problem. Its beats continue.
    private String problem() {
        try {
            var all = String.join("; ", problems.get());
            return all.substring(0, Math.min(all.length(), MAX_LENGTH));
        } catch (RuntimeException e) {
            return "its readiness check failed: " + e.getClass().getName();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
