package io.waitingroom.granter;

import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.position.EstimateNotes;
import io.waitingroom.process.Shutdown;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.room.RoomSettings;

/**
 * Creates and connects the parts of one granter, and starts and stops them in order. Programs and tests create a
 * granter through this class.
 */
final class GranterRuntime implements AutoCloseable {
    final RedisLink redis;
    final Granter granter;
    final GranterLoop loop;
    final GranterReadiness readiness;

    GranterRuntime(RedisLink redis, RoomSettings settings, Timing timing, MeterRegistry metrics) {
        this.redis = redis;
        var room = new RedisRoom(redis, RoomKeys.DEFAULT, settings);
        granter = new Granter(
                room,
                room::grant,
                timing,
                new EstimateNotes(room.pace())::of,
                new RoomMetrics(metrics),
                System::nanoTime);
        loop = new GranterLoop(granter);
        readiness = new GranterReadiness(redis, granter, loop);
        redis.listen(RoomKeys.DEFAULT.wake(), loop::wake);
    }

    GranterRuntime start() {
        redis.open();
        loop.start();
        return this;
    }

    boolean leads() {
        return granter.lease().isPresent();
    }

    /** Reports the granter as not ready, finishes the current step, and releases the lease. */
    @Override
    public void close() {
        Shutdown.now(readiness::drain, loop, redis);
    }
}
