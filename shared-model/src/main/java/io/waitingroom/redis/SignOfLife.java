package io.waitingroom.redis;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sign of life that an API server gives the leader with each beat of its connection. While no server shows that it can
 * answer people, the leader keeps room time and grants where they are.
 *
 * @param room whose people the server answers
 * @param id of the process
 * @param version of its build
 * @param problems why it cannot answer people at the moment, apart from Redis; none where it can. Asked by the threads that
 *     carry beats, and so must not wait: it reads what others keep up to date
 */
public record SignOfLife(RoomKeys room, String id, String version, Supplier<List<String>> problems) {
    private static final int MOST_CHARACTERS = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the version is empty or has spaces */
    public SignOfLife {
        if (!version.matches("\\S+")) {
            throw new IllegalArgumentException("a version has no spaces: '" + version + "'");
        }
    }

    /** The sign of a process that has just started. */
    public static SignOfLife of(RoomKeys room, String version, Supplier<List<String>> problems) {
        return new SignOfLife(room, HexFormat.of().toHexDigits(RANDOM.nextLong()), version, problems);
    }

    byte[][] arguments() {
        return new byte[][] {bytes(id), bytes(version), bytes(problem())};
    }

    // Of a server that cannot say whether it can answer, nobody knows that it can; its beats go on.
    private String problem() {
        try {
            var all = String.join("; ", problems.get());
            return all.substring(0, Math.min(all.length(), MOST_CHARACTERS));
        } catch (RuntimeException e) {
            return "it cannot say how it is: " + e.getClass().getName();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
