package io.waitingroom.redis;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The steps that a person's requests take. Each is part of one script's run, which may take such steps of others as
 * well; each may be repeated. Every result may instead be a {@link RedisUnavailableException}.
 */
public final class RedisSessions {
    /** How long after it was asked for a join may still happen, by Redis's clock. */
    public static final Duration JOIN_PATIENCE = Duration.ofSeconds(2);

    private static final byte[] NOTHING = {};
    private static final byte[] ENTER = ascii("ENTER");
    private static final int JOIN_HEAD = 3;
    private static final int VIEW_HEAD = 1;
    private static final int ITEMS_EACH = 3;

    private final RedisLink redis;
    private final RoomKeys keys;
    private final RoomOpening opening;
    private final SecureRandom random = new SecureRandom();
    private final Batches<Join, JoinOutcome> joins = new Batches<>(this::joinAll);
    private final Batches<SessionId, Optional<SessionView>> views = new Batches<>(ids -> callForAll(Script.VIEW, ids));
    private final Batches<SessionId, Optional<SessionView>> heartbeats =
            new Batches<>(ids -> callForAll(Script.HEARTBEAT, ids, "CLAIM"));
    private final Batches<SessionId, Optional<SessionView>> keeps =
            new Batches<>(ids -> callForAll(Script.HEARTBEAT, ids, "KEEP"));
    private final Batches<SessionId, Optional<SessionView>> checks =
            new Batches<>(ids -> callForAll(Script.HEARTBEAT, ids, "CHECK"));

    /** @param latest Redis time in ms */
    private record Join(byte[] nonce, byte[] hash, byte[] mark, long latest) {}

    /** Sessions of one room. */
    public RedisSessions(RedisLink redis, RoomKeys keys) {
        this.redis = redis;
        this.keys = keys;
        this.opening = new RoomOpening(redis, keys, RoomSettings.DEFAULTS);
    }

    /**
     * Gives a person a session and a place, or finds the living one that they were given for the same key.
     *
     * @param idempotencyHash of {@link io.waitingroom.session.IdempotencyKey#HASH_SIZE} bytes, or empty for none
     */
    public CompletableFuture<JoinOutcome> join(Optional<byte[]> idempotencyHash) {
        return ask(idempotencyHash.orElse(NOTHING), NOTHING);
    }

    /**
     * Gives a person a session and a place if it can be granted right now, with all places before it; {@link JoinOutcome.Full}
     * else. Their slot is free after half a minute unless a heartbeat or a check came of it.
     */
    public CompletableFuture<JoinOutcome> enter() {
        return ask(NOTHING, ENTER);
    }

    private CompletableFuture<JoinOutcome> ask(byte[] hash, byte[] mark) {
        var nonce = ByteBuffer.allocate(4).putInt(random.nextInt()).array();
        return joins.ask(new Join(nonce, hash, mark, redis.clock().after(JOIN_PATIENCE)));
    }

    private CompletableFuture<List<JoinOutcome>> joinAll(List<Join> people) {
        return callJoin(people).thenCompose(reply -> switch (reply.text(0)) {
            case "NO_ROOM" ->
                opening.open().thenCompose(opened -> callJoin(people)).thenApply(again -> outcomes(again, people));
            default -> CompletableFuture.completedFuture(outcomes(reply, people));
        });
    }

    // The latest moment is that of the person who has waited longest: nobody joins after theirs.
    private CompletableFuture<Reply> callJoin(List<Join> people) {
        var latest = people.stream().mapToLong(Join::latest).min().orElseThrow();
        var arguments = Stream.concat(
                        Stream.of(ascii(Long.toString(latest))),
                        people.stream().flatMap(person -> Stream.of(person.nonce, person.hash, person.mark)))
                .toArray(byte[][]::new);
        return redis.call(Script.JOIN, keys.room(), arguments).thenApply(reply -> {
            redis.clock().told(reply.number(1));
            return reply;
        });
    }

    private static List<JoinOutcome> outcomes(Reply reply, List<Join> people) {
        return switch (reply.text(0)) {
            case "DONE" -> {
                var incarnation = HexFormat.fromHexDigits(reply.text(2));
                yield IntStream.range(0, people.size())
                        .mapToObj(i -> joined(incarnation, reply, JOIN_HEAD + ITEMS_EACH * i))
                        .toList();
            }
            case "LATE" -> Collections.nCopies(people.size(), new JoinOutcome.TooLate());
            default -> throw new RedisUnavailableException("the room was lost while it was joined");
        };
    }

    private static JoinOutcome joined(int incarnation, Reply reply, int place) {
        if (reply.text(place + 2).equals("FULL")) {
            return new JoinOutcome.Full();
        }
        var nonce = ByteBuffer.wrap(reply.bytes(place + 1)).getInt();
        var id = new SessionId(incarnation, reply.number(place), nonce);
        var how = reply.text(place + 2);
        return how.equals("JOINED")
                ? new JoinOutcome.Joined(id, SessionState.WAITING, false)
                : new JoinOutcome.Joined(id, SessionState.valueOf(how), true);
    }

    /** Reads a session; empty where there is none, or none any more. */
    public CompletableFuture<Optional<SessionView>> view(SessionId id) {
        return views.ask(id);
    }

    /** Renews a session's deadline; one that has ended stays so, which the view shows. */
    public CompletableFuture<Optional<SessionView>> heartbeat(SessionId id) {
        return heartbeats.ask(id);
    }

    /** As a heartbeat, but without claiming a slot that is lost unless its holder claims it. */
    public CompletableFuture<Optional<SessionView>> keep(SessionId id) {
        return keeps.ask(id);
    }

    /**
     * Reads a session for whoever protects what it is to be let in to. That its holder is there counts as a heartbeat if
     * it is ACTIVE: the first time, and then once a minute, or a third of its time to live where that is shorter.
     */
    public CompletableFuture<Optional<SessionView>> check(SessionId id) {
        return checks.ask(id);
    }

    /** Ends a session. @return as of when it has ended, now or before; empty where there is no such session */
    public CompletableFuture<OptionalLong> leave(SessionId id) {
        return call(Script.LEAVE, List.of(id))
                .thenApply(reply -> reply.number(0) == 1 ? OptionalLong.of(reply.number(1)) : OptionalLong.empty());
    }

    private CompletableFuture<List<Optional<SessionView>>> callForAll(
            Script script, List<SessionId> ids, String... first) {
        return call(script, ids, first)
                .thenApply(reply -> IntStream.range(0, ids.size())
                        .mapToObj(i -> view(reply, VIEW_HEAD + ITEMS_EACH * i))
                        .toList());
    }

    private CompletableFuture<Reply> call(Script script, List<SessionId> ids, String... first) {
        var people = ids.stream()
                .flatMap(id -> Stream.of(
                        ascii(HexFormat.of().toHexDigits(id.incarnation())),
                        ascii(Long.toString(id.ticket())),
                        ByteBuffer.allocate(4).putInt(id.nonce()).array()));
        var arguments = Stream.concat(Arrays.stream(first).map(RedisSessions::ascii), people)
                .toArray(byte[][]::new);
        return redis.call(script, keys.room(), arguments);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<SessionView> view(Reply reply, int place) {
        var state = reply.text(place);
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionView(
                        SessionState.valueOf(state),
                        Duration.ofMillis(reply.number(place + 1)),
                        Duration.ofMillis(reply.number(place + 2)),
                        reply.number(0)));
    }
}
