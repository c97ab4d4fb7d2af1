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
 * Runs the steps of a granter in Redis. Each step runs one script and blocks until the reply arrives. A step with a
 * parameter {@code lease} does nothing and returns empty if another granter leads. Each step may throw a {@link
 * RedisUnavailableException}.
 */
public final class RedisRoom {
    /**
     * The maximum number of entries of the queue that one grant looks at. A higher limit would block Redis for other
     * clients for too long.
     */
    private static final int MAX_STREAM_ENTRIES = 250;

    private static final int MAX_EXPIRIES = 100;
    private static final int MAX_CHUNKS = 5;
    private static final int MAX_BUCKETS = 500;
    /**
     * The consumer name with which every granter reads the queue, a Redis stream. One name is enough, because the lease
     * lets only one granter read at a time. With one name for each granter, old names would pile up in the consumer
     * group.
     */
    private static final String CONSUMER = "granter";

    private final RedisLink redis;
    private final RoomKeys keys;
    private final RoomSettings settings;
    private final RoomOpening opening;

    /**
     * Creates the steps for one room.
     *
     * @param settings the settings that the room gets when this granter becomes the leader
     */
    public RedisRoom(RedisLink redis, RoomKeys keys, RoomSettings settings) {
        this.redis = redis;
        this.keys = keys;
        this.settings = settings;
        this.opening = new RoomOpening(redis, keys, settings);
    }

    /**
     * Takes the lease if it is free.
     *
     * @param token the token of this granter
     * @param leaseTime the time after which the lease expires
     * @param silent a leader whose lease may be taken before the lease expires; empty if there is none
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
            await(opening.open());
            reply = call(Script.LEAD, arguments.toArray(String[]::new));
        }
        return switch (reply.text(0)) {
            case "LEADER" ->
                new LeadOutcome.Leading(new Lease(token, reply.number(1)), FiguresReply.read(reply.list(3)));
            case "STANDBY" -> new LeadOutcome.StandingBy(reply.text(2), FiguresReply.read(reply.list(3)));
            default -> throw new RedisUnavailableException("the room was lost while it was opened");
        };
    }

    /**
     * Renews the lease and advances room time, like the other {@code tick}. It assumes that one API server can answer
     * clients, and it records no wait estimate.
     */
    public Optional<RoomFigures> tick(Lease lease, Duration leaseTime, Duration maxStep) {
        return tick(lease, leaseTime, maxStep, 1, Optional.empty());
    }

    /**
     * Returns the number of API servers that can answer clients, according to their {@link SignOfLife signs of life}.
     */
    public long apiServers() {
        return call(Script.SIGNS).number(0);
    }

    /**
     * Renews the lease and advances room time. Returns the room's figures.
     *
     * @param maxStep the maximum by which room time advances, even if more time has passed
     * @param apiServers the number of API servers that can answer clients; if it is 0, room time does not advance and
     *     nothing is granted
     * @param place the place whose wait estimate is to be recorded; its ticket must not be lower than the ticket of the
     *     place that was recorded before
     */
    public Optional<RoomFigures> tick(
            Lease lease, Duration leaseTime, Duration maxStep, long apiServers, Optional<NotedEstimate> place) {
        var arguments = new ArrayList<>(
                List.of(lease.token(), epoch(lease), millis(leaseTime), millis(maxStep), Long.toString(apiServers)));
        place.ifPresent(noted -> arguments.addAll(List.of(
                Long.toString(noted.ticket()),
                Long.toString(noted.at()),
                Long.toString(noted.range().minSeconds() * 1000),
                Long.toString(noted.range().maxSeconds() * 1000))));
        var reply = call(Script.TICK, arguments.toArray(String[]::new));
        return reply.text(0).equals("TICKED") ? Optional.of(FiguresReply.read(reply.list(1))) : Optional.empty();
    }

    /** Activates the next sessions, as far as the capacity and the pace allow. */
    public Optional<Granted> grant(Lease lease) {
        var reply = call(Script.GRANT, lease.token(), epoch(lease), CONSUMER, Integer.toString(MAX_STREAM_ENTRIES));
        if (!reply.text(0).equals("GRANTED")) {
            return Optional.empty();
        }
        var waits = new ArrayList<Duration>();
        for (int index = 2; index < reply.size(); index += 2) {
            waits.addAll(Collections.nCopies((int) reply.number(index + 1), Duration.ofMillis(reply.number(index))));
        }
        return Optional.of(new Granted(waits, reply.number(1) == 1));
    }

    /**
     * Ends some of the sessions whose deadline has passed. Also removes some of the ended sessions whose retention time
     * is over.
     *
     * @return whether another sweep may find more to do now
     */
    public Optional<Boolean> sweep(Lease lease) {
        var reply = call(
                Script.SWEEP,
                lease.token(),
                epoch(lease),
                Integer.toString(MAX_EXPIRIES),
                Integer.toString(MAX_CHUNKS),
                Integer.toString(MAX_BUCKETS));
        return reply.text(0).equals("SWEPT") ? Optional.of(reply.number(1) == 1) : Optional.empty();
    }

    /** Returns the maximum speed of admissions while this granter leads. */
    public Pace pace() {
        return Pace.of(settings);
    }

    /** Releases the lease, so that a standby does not have to wait until the lease expires. */
    public void release(Lease lease) {
        call(Script.RELEASE, lease.token());
    }

    private Reply call(Script script, String... arguments) {
        return await(redis.call(script, keys.room(), arguments));
    }

    private static Reply await(CompletableFuture<Reply> future) {
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
