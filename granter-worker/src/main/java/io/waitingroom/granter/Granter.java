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
 * One granter, a step at a time: as a standby it asks for the lease, as the leader it ticks, sweeps and grants. What
 * it believes of itself decides nothing: each script checks the lease.
 */
final class Granter {
    private static final Logger log = LoggerFactory.getLogger(Granter.class);
    /** Sweeps of one tick. Each takes Redis a millisecond or two, and grants must not wait for all that is due. */
    private static final int MOST_SWEEPS = 10;

    private final String token = UUID.randomUUID().toString();
    private final RedisRoom room;
    private final Function<Lease, Optional<Granted>> grants;
    private final Timing timing;
    private final Function<RoomFigures, Optional<NotedEstimate>> notes;
    private final RoomMetrics metrics;
    private final LongSupplier nanoTime;
    private final SilentLeaderDetector silence;
    private final SafeTask noting = new SafeTask("An estimate to be judged");
    private final SafeTask showing = new SafeTask("The metrics of the room");
    private final SafeTask measuring = new SafeTask("The metric of waits");
    private volatile Lease lease;
    private Optional<NotedEstimate> noted = Optional.empty();
    private long lastTick;
    private boolean unanswered;

    /**
     * @param grants activates the next sessions within capacity and pace; empty where the lease is another granter's
     * @param notes which estimate to note of a room, to be judged when its time has come
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
        this.silence = new SilentLeaderDetector(timing.leaseTime(), nanoTime);
    }

    /**
     * Does what is due.
     *
     * @return how long the next step may wait, unless something happens before
     * @throws RedisUnavailableException if Redis did not take part; the next step goes on from there
     */
    Duration step() {
        try {
            return lease == null ? standBy() : lead(lease);
        } catch (RedisUnavailableException e) {
            silence.reset();
            if (lease != null && sinceTick().compareTo(timing.leaseTime()) >= 0) {
                stepDown("Redis is away for longer than the lease");
            }
            throw e;
        }
    }

    /** The lease that this granter believes it holds. */
    Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    /** Gives the lease up, if this granter has it, so that a standby need not wait for its end. */
    void resign() {
        var held = lease;
        if (held != null) {
            stepDown("this granter is ending");
            room.release(held);
        }
    }

    private Duration standBy() {
        var asked = nanoTime.getAsLong();
        var outcome = room.lead(token, timing.leaseTime(), silence.silent());
        saw(outcome.figures());
        if (outcome instanceof StandingBy other) {
            silence.saw(other.holder(), other.figures().ticks());
            return timing.poll();
        }
        lease = ((Leading) outcome).lease();
        lastTick = asked;
        metrics.leads(true);
        silence.reset();
        log.info("Leads, epoch {}", lease.epoch());
        return tick(lease) ? sweepAndGrant(lease) : timing.poll();
    }

    private Duration lead(Lease held) {
        if (sinceTick().compareTo(timing.tick()) < 0) {
            return grant(held);
        }
        return tick(held) ? sweepAndGrant(held) : Duration.ZERO;
    }

    private boolean tick(Lease held) {
        var asked = nanoTime.getAsLong();
        var apiServers = room.apiServers();
        tell(apiServers > 0);
        var figures = room.tick(held, timing.leaseTime(), timing.mostStep(), apiServers, noted);
        lastTick = asked;
        noted = figures.flatMap(seen -> noting.get(() -> notes.apply(seen)));
        figures.ifPresentOrElse(this::saw, () -> stepDown("another granter leads, or the lease ran out"));
        return figures.isPresent();
    }

    private void tell(boolean answered) {
        if (answered == unanswered) {
            unanswered = !answered;
            log.warn(
                    answered
                            ? "API servers answer people again: room time and grants go on"
                            : "No API server can answer people: room time and grants stand still");
        }
    }

    // What cannot be swept is this step's failure, once whoever can be admitted was.
    private Duration sweepAndGrant(Lease held) {
        try {
            return sweep(held) ? grant(held) : Duration.ZERO;
        } catch (RedisUnavailableException e) {
            grant(held);
            throw e;
        }
    }

    private boolean sweep(Lease held) {
        for (int i = 0; i < MOST_SWEEPS; i++) {
            var swept = room.sweep(held);
            if (swept.isEmpty()) {
                stepDown("another granter leads, or the lease ran out");
                return false;
            }
            if (!swept.get()) {
                return true;
            }
        }
        return true;
    }

    // Goes on for as long as there is more to do, but not past the next tick, which keeps the lease. Once in any case:
    // where Redis is so slow that a tick is due again by now, people would else wait for ever.
    private Duration grant(Lease held) {
        do {
            var granted = grants.apply(held);
            if (granted.isEmpty()) {
                stepDown("another granter leads, or the lease ran out");
                return Duration.ZERO;
            }
            measuring.run(() -> granted.get().waits().forEach(metrics::waited));
            if (!granted.get().more()) {
                return timing.tick().minus(sinceTick());
            }
        } while (sinceTick().compareTo(timing.tick()) < 0);
        return Duration.ZERO;
    }

    private void saw(RoomFigures figures) {
        showing.run(() -> metrics.saw(figures));
    }

    private Duration sinceTick() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastTick);
    }

    private void stepDown(String reason) {
        lease = null;
        metrics.leads(false);
        log.info("Stands by: {}", reason);
    }
}
