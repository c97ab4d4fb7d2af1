package io.waitingroom.granter;

import io.waitingroom.process.DurationConverter;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.room.RoomSettings;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * How the room admits people and who leads, as far as flags say. The defaults of the room are those of
 * {@link RoomSettings#DEFAULTS}.
 */
public final class GranterFlags {
    @Option(
            names = "--capacity",
            defaultValue = "${env:WAITING_ROOM_CAPACITY:-200}",
            converter = NumberConverter.CountOrNone.class,
            paramLabel = "SESSIONS",
            description = "most sessions that are ACTIVE at once; 0 admits nobody; WAITING_ROOM_CAPACITY, default 200")
    private int capacity;

    @Option(
            names = "--batch-size",
            defaultValue = "${env:WAITING_ROOM_BATCH_SIZE:-100}",
            converter = NumberConverter.Count.class,
            paramLabel = "SESSIONS",
            description = "most activations in one window of --rate-ms; WAITING_ROOM_BATCH_SIZE, default 100")
    private int batchSize;

    @Option(
            names = "--rate-ms",
            defaultValue = "${env:WAITING_ROOM_RATE_MS:-200}",
            converter = NumberConverter.Count.class,
            paramLabel = "MS",
            description = "length of a window in milliseconds; WAITING_ROOM_RATE_MS, default 200")
    private int rateMillis;

    @Option(
            names = "--waiting-ttl",
            defaultValue = "${env:WAITING_ROOM_WAITING_TTL:-15m}",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "how long a WAITING session lives after its join or last heartbeat; "
                    + "WAITING_ROOM_WAITING_TTL, default 15m")
    private Duration waitingTtl;

    @Option(
            names = "--active-ttl",
            defaultValue = "${env:WAITING_ROOM_ACTIVE_TTL:-10m}",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "how long an ACTIVE session lives after its activation or last heartbeat; "
                    + "WAITING_ROOM_ACTIVE_TTL, default 10m")
    private Duration activeTtl;

    @Option(
            names = "--claim-ttl",
            defaultValue = "${env:WAITING_ROOM_CLAIM_TTL:-off}",
            converter = DurationConverter.OrOff.class,
            paramLabel = "TIME",
            description = "how long an ACTIVE session may go without its first heartbeat, or off; "
                    + "WAITING_ROOM_CLAIM_TTL, default off")
    private Duration claimTtl;

    @Option(
            names = "--max-active",
            defaultValue = "${env:WAITING_ROOM_MAX_ACTIVE:-off}",
            converter = DurationConverter.OrOff.class,
            paramLabel = "TIME",
            description = "how long a session may be ACTIVE in all, heartbeats or not, or off; "
                    + "WAITING_ROOM_MAX_ACTIVE, default off")
    private Duration maxActive;

    @Option(
            names = "--retention",
            defaultValue = "${env:WAITING_ROOM_RETENTION:-10m}",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "how long a LEFT or EXPIRED session stays readable; WAITING_ROOM_RETENTION, default 10m")
    private Duration retention;

    @Option(
            names = "--audit",
            defaultValue = "${env:WAITING_ROOM_AUDIT:-0}",
            converter = NumberConverter.CountOrNone.class,
            paramLabel = "ENTRIES",
            description = "about how many transitions of sessions the audit trail keeps; 0: no trail; "
                    + "WAITING_ROOM_AUDIT, default 0")
    private int audit;

    @Option(
            names = "--lease-ttl",
            defaultValue = "${env:WAITING_ROOM_LEASE_TTL:-5s}",
            converter = LeaseConverter.class,
            paramLabel = "TIME",
            description = "how long a leader that died still counts as leading, at least 500ms; "
                    + "WAITING_ROOM_LEASE_TTL, default 5s")
    private Duration leaseTtl;

    Duration leaseTtl() {
        return leaseTtl;
    }

    RoomSettings settings() {
        return new RoomSettings(
                capacity,
                batchSize,
                Duration.ofMillis(rateMillis),
                waitingTtl,
                activeTtl,
                claimTtl,
                maxActive,
                retention,
                audit);
    }

    static final class LeaseConverter extends DurationConverter {
        /** A few ticks: a leader that misses one or two still leads. */
        private static final Duration SHORTEST = Duration.ofMillis(500);

        @Override
        public Duration convert(String text) {
            var time = super.convert(text);
            if (time.compareTo(SHORTEST) < 0) {
                throw new TypeConversionException("'" + text + "' is too short for a lease, which takes 500ms");
            }
            return time;
        }
    }
}
