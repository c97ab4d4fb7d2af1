package io.waitingroom.system;

import io.waitingroom.process.NumberConverter;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;

/** What the seat map and the room have to know of each other on one machine, where each has a port of its own. */
final class SeatMapDemo {
    private SeatMapDemo() {}

    /** Of an API server: its page leads to the seat map, and the seat map's pages keep the slot. */
    static String[] apiFlags(OptionalInt seatMapPort) {
        if (seatMapPort.isEmpty()) {
            return new String[0];
        }
        var origins = "http://localhost:%1$d,http://127.0.0.1:%1$d".formatted(seatMapPort.getAsInt());
        return new String[] {
            "--allowed-next=" + more("WAITING_ROOM_ALLOWED_NEXT", origins),
            "--allowed-origins=" + more("WAITING_ROOM_ALLOWED_ORIGINS", origins)
        };
    }

    // A flag would hide what the environment names.
    private static String more(String variable, String origins) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(given -> !given.isBlank() && !given.equals("none"))
                .map(given -> given + "," + origins)
                .orElse(origins);
    }

    static String[] flags(int apiPort) {
        return new String[] {
            "--jwks-url=http://127.0.0.1:" + apiPort + "/api/waiting-room/jwks.json",
            "--waiting-page=http://localhost:" + apiPort + "/waiting-room"
        };
    }

    /** Reads a port, or {@code off}. */
    static final class PortOrOff implements ITypeConverter<OptionalInt> {
        @Override
        public OptionalInt convert(String text) {
            return text.equals("off")
                    ? OptionalInt.empty()
                    : OptionalInt.of(new NumberConverter.KnownPort().convert(text));
        }
    }
}
