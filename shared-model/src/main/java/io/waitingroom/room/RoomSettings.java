package io.waitingroom.room;

import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * The settings by which a room admits visitors. The leading granter stores its own settings in the room, where all
 * scripts read them.
 *
 * @param capacity the maximum number of ACTIVE sessions
 * @param batchSize the maximum number of activations in one window of {@code rate}
 * @param rate length of a window
 * @param waitingTtl how long a WAITING session lives after its join or last heartbeat
 * @param activeTtl how long an ACTIVE session lives after its activation or last heartbeat
 * @param claimTtl how long an ACTIVE session may go without its first heartbeat; zero: as long as {@code activeTtl}
 * @param maxActive how long a session may be ACTIVE in total, with or without heartbeats; zero: no limit
 * @param retention how long a session that has ended stays readable
 * @param audit about how many state changes the audit trail keeps; 0: no trail
 */
public record RoomSettings(
        int capacity,
        int batchSize,
        Duration rate,
        Duration waitingTtl,
        Duration activeTtl,
        Duration claimTtl,
        Duration maxActive,
        Duration retention,
        int audit) {

    /**
     * The maximum poll interval that an API server tells a client. A change that makes turns come sooner, or slots be
     * lost sooner, takes effect only after this time: by then, each client that received an interval before the change
     * has polled again.
     */
    public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** The settings of a room that no granter has led yet. */
    public static final RoomSettings DEFAULTS = of(RoomSetting::defaultValue);

    /** @throws IllegalArgumentException if a value is out of range */
    public RoomSettings {
        require(capacity >= 0, "capacity is not negative");
        require(batchSize >= 1, "batch size is at least 1");
        require(rate.toMillis() >= 1, "rate is at least 1 ms");
        require(waitingTtl.toMillis() > 0 && activeTtl.toMillis() > 0, "a time to live is longer than nothing");
        require(!claimTtl.isNegative() && !maxActive.isNegative(), "a limit is not negative");
        require(!retention.isNegative(), "retention is not negative");
        require(audit >= 0, "the audit trail's length is not negative");
    }

    /** Creates settings from a value for each setting, as a number or in ms. */
    public static RoomSettings of(ToLongFunction<RoomSetting> values) {
        return new RoomSettings(
                (int) values.applyAsLong(RoomSetting.CAPACITY),
                (int) values.applyAsLong(RoomSetting.BATCH_SIZE),
                Duration.ofMillis(values.applyAsLong(RoomSetting.RATE)),
                Duration.ofMillis(values.applyAsLong(RoomSetting.WAITING_TTL)),
                Duration.ofMillis(values.applyAsLong(RoomSetting.ACTIVE_TTL)),
                Duration.ofMillis(values.applyAsLong(RoomSetting.CLAIM_TTL)),
                Duration.ofMillis(values.applyAsLong(RoomSetting.MAX_ACTIVE)),
                Duration.ofMillis(values.applyAsLong(RoomSetting.RETENTION)),
                (int) values.applyAsLong(RoomSetting.AUDIT));
    }

    /** Returns the value of a setting, as a number or in ms. */
    public long value(RoomSetting setting) {
        return switch (setting) {
            case CAPACITY -> capacity;
            case BATCH_SIZE -> batchSize;
            case RATE -> rate.toMillis();
            case WAITING_TTL -> waitingTtl.toMillis();
            case ACTIVE_TTL -> activeTtl.toMillis();
            case CLAIM_TTL -> claimTtl.toMillis();
            case MAX_ACTIVE -> maxActive.toMillis();
            case RETENTION -> retention.toMillis();
            case AUDIT -> audit;
        };
    }

    /** Returns how long a session has for its first heartbeat after its activation. */
    public Duration timeToClaim() {
        var claim = claimTtl.isZero() ? activeTtl : claimTtl;
        return maxActive.isZero() || claim.compareTo(maxActive) <= 0 ? claim : maxActive;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
