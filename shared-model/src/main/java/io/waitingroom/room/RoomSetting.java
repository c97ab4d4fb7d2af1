package io.waitingroom.room;

import static io.waitingroom.room.RoomSetting.Unit.COUNT;
import static io.waitingroom.room.RoomSetting.Unit.COUNT_OR_NONE;
import static io.waitingroom.room.RoomSetting.Unit.MILLIS;
import static io.waitingroom.room.RoomSetting.Unit.TIME;
import static io.waitingroom.room.RoomSetting.Unit.TIME_OR_OFF;

import java.time.Duration;

/**
 * The settings of a room. The flags of the granter, the fields in Redis and the documents are derived from this table.
 */
public enum RoomSetting {
    CAPACITY("capacity", COUNT_OR_NONE, 200, "SESSIONS", "most sessions that are ACTIVE at once; 0 admits nobody"),
    BATCH_SIZE("batch-size", COUNT, 100, "SESSIONS", "most activations in one window of --rate-ms"),
    RATE("rate-ms", MILLIS, 200, "MS", "length of a window in milliseconds"),
    WAITING_TTL(
            "waiting-ttl",
            TIME,
            minutes(15),
            "TIME",
            "how long a WAITING session lives after its join or last heartbeat"),
    ACTIVE_TTL(
            "active-ttl",
            TIME,
            minutes(10),
            "TIME",
            "how long an ACTIVE session lives after its activation or last heartbeat"),
    CLAIM_TTL(
            "claim-ttl",
            TIME_OR_OFF,
            0,
            "TIME",
            "how long an ACTIVE session may go without its first heartbeat, or off"),
    MAX_ACTIVE(
            "max-active", TIME_OR_OFF, 0, "TIME", "how long a session may be ACTIVE in all, heartbeats or not, or off"),
    RETENTION("retention", TIME, minutes(10), "TIME", "how long a LEFT or EXPIRED session stays readable"),
    AUDIT(
            "audit",
            COUNT_OR_NONE,
            0,
            "ENTRIES",
            "about how many transitions of sessions the audit trail keeps; 0: no trail");

    private final String field;
    private final Unit unit;
    private final long defaultValue;
    private final String paramLabel;
    private final String description;

    RoomSetting(String field, Unit unit, long defaultValue, String paramLabel, String description) {
        this.field = field;
        this.unit = unit;
        this.defaultValue = defaultValue;
        this.paramLabel = paramLabel;
        this.description = description;
    }

    private static long minutes(int minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }

    /** Returns the name of the setting's field in Redis. The name of the flag is the same, with two dashes in front. */
    public String field() {
        return field;
    }

    public Unit unit() {
        return unit;
    }

    /** Returns the default value: a number, or a time in ms. */
    public long defaultValue() {
        return defaultValue;
    }

    /** Returns the placeholder of the value in the help text. */
    public String paramLabel() {
        return paramLabel;
    }

    /** Returns the setting's description in the help text, in one line. */
    public String description() {
        return description;
    }

    /** The kind of value that a setting has. */
    public enum Unit {
        /** A number of at least 1. */
        COUNT,
        /** A number of at least 0. */
        COUNT_OR_NONE,
        /** A time whose flag is a number of milliseconds without a unit. */
        MILLIS,
        /** A time whose flag is a number with a unit. Redis stores the time in ms. */
        TIME,
        /**
         * A time whose flag is a number with a unit, or {@code off} for no limit. Redis stores the time in ms, or 0 for
         * {@code off}.
         */
        TIME_OR_OFF;

        /** Returns a value as the text that the flag accepts: {@code 200}, {@code 15m}, {@code off}. */
        public String text(long value) {
            return switch (this) {
                case COUNT, COUNT_OR_NONE, MILLIS -> Long.toString(value);
                case TIME -> time(value);
                case TIME_OR_OFF -> value == 0 ? "off" : time(value);
            };
        }

        private static String time(long millis) {
            var time = Duration.ofMillis(millis);
            if (time.toMillisPart() > 0) {
                return millis + "ms";
            }
            if (time.toSecondsPart() > 0) {
                return time.toSeconds() + "s";
            }
            return time.toMinutesPart() > 0 ? time.toMinutes() + "m" : time.toHours() + "h";
        }
    }
}
