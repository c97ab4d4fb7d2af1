package io.waitingroom.system;

import io.waitingroom.process.NumberConverter;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;

/** Returns the flags that connect the seat map and the room, if both run on one machine with different ports. */
final class SeatMapDemo {
    private SeatMapDemo() {}

    /**
     * Returns the flags for the API servers. They allow the waiting page to redirect visitors to the seat map. They
     * also allow the pages of the seat map to send heartbeats, which keep the slot of a visitor.
     */
    static String[] apiFlags(OptionalInt seatMapPort) {
        if (seatMapPort.isEmpty()) {
            return new String[0];
        }
        var origins = "http://localhost:%1$d,http://127.0.0.1:%1$d".formatted(seatMapPort.getAsInt());
        return new String[] {
            "--allowed-next=" + withEnvironment("WAITING_ROOM_ALLOWED_NEXT", origins),
            "--allowed-origins=" + withEnvironment("WAITING_ROOM_ALLOWED_ORIGINS", origins)
        };
    }

    // Includes the origins from the environment variable, which the flag would otherwise override.
    private static String withEnvironment(String variable, String origins) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(configured -> !configured.isBlank() && !configured.equals("none"))
                .map(configured -> configured + "," + origins)
                .orElse(origins);
    }

    /** Returns the flags for the seat map. */
    static String[] flags(int apiPort) {
        return new String[] {
            "--jwks-url=http://127.0.0.1:" + apiPort + "/api/waiting-room/jwks.json",
            "--waiting-page=http://localhost:" + apiPort + "/waiting-room"
        };
    }

    /** Parses a port, or the text {@code off} for no port. */
    static final class PortOrOff implements ITypeConverter<OptionalInt> {
        @Override
        public OptionalInt convert(String text) {
            return text.equals("off")
                    ? OptionalInt.empty()
                    : OptionalInt.of(new NumberConverter.KnownPort().convert(text));
        }
    }
}
