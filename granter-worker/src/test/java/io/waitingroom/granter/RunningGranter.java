package io.waitingroom.granter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.position.EstimateNotes;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.room.RoomSettings;

/** A granter as a process runs it, on a thread and a link of its own. */
final class RunningGranter implements AutoCloseable {
    final RedisLink link;
    final Granter granter;
    final GranterLoop loop;
    final GranterReadiness readiness;

    RunningGranter(String uri, RoomSettings settings, Timing timing) {
        link = RoomBench.link(uri);
        var room = new RedisRoom(link, RoomBench.KEYS, settings);
        granter = new Granter(
                room,
                room::grant,
                timing,
                new EstimateNotes(room.pace())::of,
                new RoomMetrics(new SimpleMeterRegistry()),
                System::nanoTime);
        loop = new GranterLoop(granter);
        readiness = new GranterReadiness(link, granter, loop);
        link.listen(RoomBench.KEYS.wake(), loop::wake);
    }

    RunningGranter start() {
        link.open();
        loop.start();
        return this;
    }

    boolean leads() {
        return granter.lease().isPresent();
    }

    @Override
    public void close() {
        loop.close();
        link.close();
    }
}
