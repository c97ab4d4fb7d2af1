package io.waitingroom.room;

import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * The settings that control how a room admits visitors. The granter that leads stores its own settings in the room, and
 * all scripts read them there.
 *
 * @param capacity the maximum number of ACTIVE sessions
 * @param batchSize the maximum number of activations in one window of {@code rate}
 * @param rate the length of a window
 * @param waitingTtl how long a WAITING session lives after its join or last heartbeat
 * @param activeTtl how long an ACTIVE session lives after its activation or last heartbeat
 * @param claimTtl the maximum time from a session's activation to its first heartbeat; zero means {@code activeTtl}
 * @param maxActive the maximum time for which a session may be ACTIVE in total, with or without heartbeats; zero means
 *     no limit
 * @param retention how long a session can still be read after it has ended
 * @param audit the approximate number of state changes that the audit trail keeps; 0 means no audit trail
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
     * The maximum time that an API server tells a client to wait before the next poll. New settings may bring the
     * turns of sessions forward, or leave less time to claim a slot. Such a change takes effect only when this time has
     * passed. By then, each client that received a poll interval before the change has polled again.
     */
    public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** The settings of a room that no granter has led yet. */
    public static final RoomSettings DEFAULTS = of(RoomSetting::defaultValue);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public RoomSettings {
        require(capacity >= 0, "capacity is not negative");
        require(batchSize >= 1, "batch size is at least 1");
        require(rate.toMillis() >= 1, "rate is at least 1 ms");
        require(waitingTtl.toMillis() > 0 && activeTtl.toMillis() > 0, "a time to live is longer than nothing");
        require(!claimTtl.isNegative() && !maxActive.isNegative(), "a limit is not negative");
        require(!retention.isNegative(), "retention is not negative");
        require(audit >= 0, "the audit trail's length is not negative");
    }

    /**
     * Creates settings.
     *
     * @param values returns the value of each setting: a number, or a time in ms
     */
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

    /** Returns the value of a setting: a number, or a time in ms. */
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

    /** Returns the maximum time from a session's activation to its first heartbeat. */
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
