package io.waitingroom.redis;

import io.waitingroom.position.NotedEstimate;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.process.Causes;
import io.waitingroom.room.Granted;
import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.room.SilentLeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The steps that a granter takes. Each is one script and blocks until it is answered; those that show a lease do
 * nothing, and return empty, where another granter leads. Each may throw {@link RedisUnavailableException}.
 */
public final class RedisRoom {
    /** More in one script would keep Redis from everybody else for too long. */
    private static final int MOST_LOOKS = 250;

    private static final int MOST_EXPIRIES = 100;
    private static final int MOST_CHUNKS = 5;
    private static final int MOST_BUCKETS = 500;
    /** One name for all: the fence admits one consumer at a time, and a name each would pile up in the group. */
    private static final String CONSUMER = "granter";

    private final RedisLink redis;
    private final RoomKeys keys;
    private final RoomSettings settings;
    private final RoomOpening opening;

    /** @param settings what the room gets when this granter begins to lead */
    public RedisRoom(RedisLink redis, RoomKeys keys, RoomSettings settings) {
        this.redis = redis;
        this.keys = keys;
        this.settings = settings;
        this.opening = new RoomOpening(redis, keys, settings);
    }

    /**
     * Takes the lease if it is free.
     *
     * @param silent a leader whose lease may be taken although it has not run out
     */
    public LeadOutcome lead(String token, Duration leaseTime, Optional<SilentLeader> silent) {
        var arguments = new ArrayList<>(List.of(
                token,
                millis(leaseTime),
                silent.map(SilentLeader::token).orElse(""),
                silent.map(leader -> Long.toString(leader.ticks())).orElse("")));
        arguments.addAll(RoomOpening.fields(settings));
        var reply = call(Script.LEAD, arguments.toArray(String[]::new));
        if (reply.text(0).equals("NO_ROOM")) {
            wait(opening.open());
            reply = call(Script.LEAD, arguments.toArray(String[]::new));
        }
        return switch (reply.text(0)) {
            case "LEADER" ->
                new LeadOutcome.Leading(new Lease(token, reply.number(1)), FiguresReply.read(reply.list(3)));
            case "STANDBY" -> new LeadOutcome.StandingBy(reply.text(2), FiguresReply.read(reply.list(3)));
            default -> throw new RedisUnavailableException("the room was lost while it was opened");
        };
    }

    /** Renews the lease and moves room time on, as where one API server can answer people, and notes no estimate. */
    public Optional<RoomFigures> tick(Lease lease, Duration leaseTime, Duration mostStep) {
        return tick(lease, leaseTime, mostStep, 1, Optional.empty());
    }

    /** Counts the API servers that can answer people, by the signs of life that they give. */
    public long apiServers() {
        return call(Script.SIGNS).number(0);
    }

    /**
     * Renews the lease and moves room time on.
     *
     * @param mostStep the most that room time moves, however much time has passed
     * @param apiServers how many can answer people; where there are none, room time and grants stand still
     * @param place whose wait was estimated, to be noted, no further ahead in line than the one before
     */
    public Optional<RoomFigures> tick(
            Lease lease, Duration leaseTime, Duration mostStep, long apiServers, Optional<NotedEstimate> place) {
        var arguments = new ArrayList<>(
                List.of(lease.token(), epoch(lease), millis(leaseTime), millis(mostStep), Long.toString(apiServers)));
        place.ifPresent(noted -> arguments.addAll(List.of(
                Long.toString(noted.ticket()),
                Long.toString(noted.at()),
                Long.toString(noted.range().minSeconds() * 1000),
                Long.toString(noted.range().maxSeconds() * 1000))));
        var reply = call(Script.TICK, arguments.toArray(String[]::new));
        return reply.text(0).equals("TICKED") ? Optional.of(FiguresReply.read(reply.list(1))) : Optional.empty();
    }

    /** Activates the next sessions within capacity and pace. */
    public Optional<Granted> grant(Lease lease) {
        var reply = call(Script.GRANT, lease.token(), epoch(lease), CONSUMER, Integer.toString(MOST_LOOKS));
        if (!reply.text(0).equals("GRANTED")) {
            return Optional.empty();
        }
        var waits = new ArrayList<Duration>();
        for (int place = 2; place < reply.size(); place += 2) {
            waits.addAll(Collections.nCopies((int) reply.number(place + 1), Duration.ofMillis(reply.number(place))));
        }
        return Optional.of(new Granted(waits, reply.number(1) == 1));
    }

    /**
     * Ends some of what is past its deadline and removes some of what is past its retention.
     *
     * @return whether there may be more to do at once
     */
    public Optional<Boolean> sweep(Lease lease) {
        var reply = call(
                Script.SWEEP,
                lease.token(),
                epoch(lease),
                Integer.toString(MOST_EXPIRIES),
                Integer.toString(MOST_CHUNKS),
                Integer.toString(MOST_BUCKETS));
        return reply.text(0).equals("SWEPT") ? Optional.of(reply.number(1) == 1) : Optional.empty();
    }

    /** How fast the room admits at most while this granter leads. */
    public Pace pace() {
        return Pace.of(settings);
    }

    /** Gives the lease up, so that a standby need not wait for its end. */
    public void release(Lease lease) {
        call(Script.RELEASE, lease.token());
    }

    private Reply call(Script script, String... arguments) {
        return wait(redis.call(script, keys.room(), arguments));
    }

    private static Reply wait(CompletableFuture<Reply> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw Causes.of(e) instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static String epoch(Lease lease) {
        return Long.toString(lease.epoch());
    }
}
