package io.waitingroom.granter;

import io.waitingroom.position.NotedEstimate;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.room.Granted;
import io.waitingroom.room.LeadOutcome.Leading;
import io.waitingroom.room.LeadOutcome.StandingBy;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A granter, which works in steps. As a standby, it tries to take the lease. As the leader, it advances room time
 * (tick), ends overdue sessions (sweep) and activates sessions (grant). If it wrongly takes itself for the leader, it
 * changes nothing, because each script checks the lease.
 */
final class Granter {
    private static final Logger log = LoggerFactory.getLogger(Granter.class);
    /**
     * The maximum number of sweeps in one tick. Each sweep takes Redis one or two milliseconds. The limit is needed,
     * because grants must not wait until all overdue sessions are swept.
     */
    private static final int MAX_SWEEPS = 10;

    private final String token = UUID.randomUUID().toString();
    private final RedisRoom room;
    private final Function<Lease, Optional<Granted>> grants;
    private final Timing timing;
    private final Function<RoomFigures, Optional<NotedEstimate>> notes;
    private final RoomMetrics metrics;
    private final LongSupplier nanoTime;
    private final SilentLeaderDetector silentLeaders;
    private final SafeTask estimateTask = new SafeTask("Recording a wait estimate");
    private final SafeTask metricsTask = new SafeTask("Updating the room metrics");
    private final SafeTask waitMetricTask = new SafeTask("Updating the wait metric");
    private volatile Lease lease;
    private Optional<NotedEstimate> estimate = Optional.empty();
    private long lastTick;
    private boolean noApiServer;

    /**
     * Creates a standby, which does not hold the lease.
     *
     * @param grants the function that activates the next sessions within the capacity and the pace. It returns empty if
     *     another granter holds the lease
     * @param notes the function that gets the figures of the room and selects a wait estimate. The estimate is recorded, so
     *     that it can be checked later
     */
    Granter(
            RedisRoom room,
            Function<Lease, Optional<Granted>> grants,
            Timing timing,
            Function<RoomFigures, Optional<NotedEstimate>> notes,
            RoomMetrics metrics,
            LongSupplier nanoTime) {
        this.room = room;
        this.grants = grants;
        this.timing = timing;
        this.notes = notes;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.silentLeaders = new SilentLeaderDetector(timing.leaseTime(), nanoTime);
    }

    /**
     * Does the work that is due.
     *
     * @return the time until the next step, unless a message wakes the granter earlier
     * @throws RedisUnavailableException if Redis did not respond; the next step continues the work
     */
    Duration step() {
        try {
            return lease == null ? standBy() : lead(lease);
        } catch (RedisUnavailableException e) {
            silentLeaders.reset();
            if (lease != null && sinceTick().compareTo(timing.leaseTime()) >= 0) {
                stepDown("Redis has been away for longer than the lease");
            }
            throw e;
        }
    }

    /** Returns the lease that this granter believes it holds; empty if it is a standby. */
    Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    /** Releases the lease if this granter holds it. Then a standby does not have to wait until the lease expires. */
    void resign() {
        var held = lease;
        if (held != null) {
            stepDown("this granter is ending");
            room.release(held);
        }
    }

    private Duration standBy() {
        var sentAt = nanoTime.getAsLong();
        var outcome = room.lead(token, timing.leaseTime(), silentLeaders.silent());
        updateMetrics(outcome.figures());
        if (outcome instanceof StandingBy other) {
            silentLeaders.observe(other.holder(), other.figures().ticks());
            return timing.poll();
        }
        lease = ((Leading) outcome).lease();
        lastTick = sentAt;
        metrics.setLeader(true);
        silentLeaders.reset();
        log.info("Became the leader, epoch {}", lease.epoch());
        return tick(lease) ? sweepAndGrant(lease) : timing.poll();
    }

    private Duration lead(Lease held) {
        if (sinceTick().compareTo(timing.tick()) < 0) {
            return grant(held);
        }
        return tick(held) ? sweepAndGrant(held) : Duration.ZERO;
    }

    private boolean tick(Lease held) {
        var sentAt = nanoTime.getAsLong();
        var apiServers = room.apiServers();
        logApiServers(apiServers > 0);
        var figures = room.tick(held, timing.leaseTime(), timing.maxStep(), apiServers, estimate);
        lastTick = sentAt;
        estimate = figures.flatMap(current -> estimateTask.get(() -> notes.apply(current)));
        figures.ifPresentOrElse(this::updateMetrics, () -> stepDown("another granter leads, or the lease expired"));
        return figures.isPresent();
    }

    private void logApiServers(boolean available) {
        if (available == noApiServer) {
            noApiServer = !available;
            log.warn(
                    available
                            ? "API servers can answer clients again: room time and grants continue"
                            : "No API server can answer clients: room time and grants stand still");
        }
    }

    // A failed sweep fails this step, but only after the grant, so that it does not delay admissions.
    private Duration sweepAndGrant(Lease held) {
        try {
            return sweep(held) ? grant(held) : Duration.ZERO;
        } catch (RedisUnavailableException e) {
            grant(held);
            throw e;
        }
    }

    private boolean sweep(Lease held) {
        for (int i = 0; i < MAX_SWEEPS; i++) {
            var swept = room.sweep(held);
            if (swept.isEmpty()) {
                stepDown("another granter leads, or the lease expired");
                return false;
            }
            if (!swept.get()) {
                return true;
            }
        }
        return true;
    }

    // Continues while there is more to do, but not past the next tick, which renews the lease. It grants at least
    // once: if Redis is so slow that the next tick is already due, sessions would otherwise wait for ever.
    private Duration grant(Lease held) {
        do {
            var granted = grants.apply(held);
            if (granted.isEmpty()) {
                stepDown("another granter leads, or the lease expired");
                return Duration.ZERO;
            }
            waitMetricTask.run(() -> granted.get().waits().forEach(metrics::recordWait));
            if (!granted.get().more()) {
                return timing.tick().minus(sinceTick());
            }
        } while (sinceTick().compareTo(timing.tick()) < 0);
        return Duration.ZERO;
    }

    private void updateMetrics(RoomFigures figures) {
        metricsTask.run(() -> metrics.update(figures));
    }

    private Duration sinceTick() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastTick);
    }

    private void stepDown(String reason) {
        lease = null;
        metrics.setLeader(false);
        log.info("Became a standby: {}", reason);
    }
}
