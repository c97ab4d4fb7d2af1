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
 * Runs the steps of clients' requests in Redis, such as a join or a heartbeat. One run of a script carries the steps of
 * several requests. Each step can be repeated safely. Each future may also complete with a {@link
 * RedisUnavailableException}.
 */
public final class RedisSessions {
    /**
     * The maximum time between the request for a join and the execution of the join, on the clock of Redis. A later
     * join is not executed.
     */
    public static final Duration MAX_JOIN_DELAY = Duration.ofSeconds(2);

    private static final byte[] EMPTY = {};
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
    private final Batches<SessionId, Optional<SessionView>> keepAlives =
            new Batches<>(ids -> callForAll(Script.HEARTBEAT, ids, "KEEP"));
    private final Batches<SessionId, Optional<SessionView>> checks =
            new Batches<>(ids -> callForAll(Script.HEARTBEAT, ids, "CHECK"));

    /**
     * A join that waits to be sent to Redis.
     *
     * @param latest the Redis time, in ms, after which the join must not be executed
     */
    private record Join(byte[] nonce, byte[] hash, byte[] mark, long latest) {}

    /** Creates the steps for one room. */
    public RedisSessions(RedisLink redis, RoomKeys keys) {
        this.redis = redis;
        this.keys = keys;
        this.opening = new RoomOpening(redis, keys, RoomSettings.DEFAULTS);
    }

    /**
     * Creates a session with a place in the queue. If an earlier join with the same Idempotency-Key created a session
     * that has not ended, the result is that session.
     *
     * @param idempotencyHash the hash of the Idempotency-Key, {@link io.waitingroom.session.IdempotencyKey#HASH_SIZE}
     *     bytes; empty if there is no key
     */
    public CompletableFuture<JoinOutcome> join(Optional<byte[]> idempotencyHash) {
        return submit(idempotencyHash.orElse(EMPTY), EMPTY);
    }

    /**
     * Creates a session that is activated without a wait (an instant entry). This is possible if the new session and
     * all sessions ahead of it can be activated now. Otherwise the result is {@link JoinOutcome.Full}. The slot of the
     * new session becomes free again after half a minute, unless a {@link #heartbeat} or a {@link #check} arrives.
     */
    public CompletableFuture<JoinOutcome> enter() {
        return submit(EMPTY, ENTER);
    }

    private CompletableFuture<JoinOutcome> submit(byte[] hash, byte[] mark) {
        var nonce = ByteBuffer.allocate(4).putInt(random.nextInt()).array();
        return joins.submit(new Join(nonce, hash, mark, redis.clock().after(MAX_JOIN_DELAY)));
    }

    private CompletableFuture<List<JoinOutcome>> joinAll(List<Join> batch) {
        return callJoin(batch).thenCompose(reply -> switch (reply.text(0)) {
            case "NO_ROOM" ->
                opening.open().thenCompose(opened -> callJoin(batch)).thenApply(again -> outcomes(again, batch));
            default -> CompletableFuture.completedFuture(outcomes(reply, batch));
        });
    }

    // The batch uses the deadline of its oldest join, so that no join is executed after its own deadline.
    private CompletableFuture<Reply> callJoin(List<Join> batch) {
        var latest = batch.stream().mapToLong(Join::latest).min().orElseThrow();
        var arguments = Stream.concat(
                        Stream.of(ascii(Long.toString(latest))),
                        batch.stream().flatMap(join -> Stream.of(join.nonce, join.hash, join.mark)))
                .toArray(byte[][]::new);
        return redis.call(Script.JOIN, keys.room(), arguments).thenApply(reply -> {
            redis.clock().update(reply.number(1));
            return reply;
        });
    }

    private static List<JoinOutcome> outcomes(Reply reply, List<Join> batch) {
        return switch (reply.text(0)) {
            case "DONE" -> {
                var incarnation = HexFormat.fromHexDigits(reply.text(2));
                yield IntStream.range(0, batch.size())
                        .mapToObj(i -> joined(incarnation, reply, JOIN_HEAD + ITEMS_EACH * i))
                        .toList();
            }
            case "LATE" -> Collections.nCopies(batch.size(), new JoinOutcome.TooLate());
            default -> throw new RedisUnavailableException("the room was lost while it was joined");
        };
    }

    private static JoinOutcome joined(int incarnation, Reply reply, int index) {
        if (reply.text(index + 2).equals("FULL")) {
            return new JoinOutcome.Full();
        }
        var nonce = ByteBuffer.wrap(reply.bytes(index + 1)).getInt();
        var id = new SessionId(incarnation, reply.number(index), nonce);
        var result = reply.text(index + 2);
        return result.equals("JOINED")
                ? new JoinOutcome.Joined(id, SessionState.WAITING, false)
                : new JoinOutcome.Joined(id, SessionState.valueOf(result), true);
    }

    /** Returns a session. Returns empty if the session does not exist, or was removed after its retention time. */
    public CompletableFuture<Optional<SessionView>> view(SessionId id) {
        return views.submit(id);
    }

    /**
     * Renews the deadline of a session and returns the session. A session that has ended is not revived; the returned
     * state shows that it has ended.
     */
    public CompletableFuture<Optional<SessionView>> heartbeat(SessionId id) {
        return heartbeats.submit(id);
    }

    /**
     * Renews the deadline of a session like {@link #heartbeat}, but never claims a slot. If slots must be claimed
     * ({@code --claim-ttl}), this method does not change an ACTIVE session whose slot is not claimed yet.
     */
    public CompletableFuture<Optional<SessionView>> keep(SessionId id) {
        return keepAlives.submit(id);
    }

    /**
     * Returns a session to a protected service. If the session is ACTIVE, the first check is also a heartbeat. A later
     * check is also a heartbeat if the last heartbeat is at least one minute old. If a third of the session's time to
     * live is shorter than one minute, that third replaces the minute.
     */
    public CompletableFuture<Optional<SessionView>> check(SessionId id) {
        return checks.submit(id);
    }

    /**
     * Ends a session.
     *
     * @return the number of state changes in the room after the session has ended; empty if the session does not exist
     */
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
        var encodedIds = ids.stream()
                .flatMap(id -> Stream.of(
                        ascii(HexFormat.of().toHexDigits(id.incarnation())),
                        ascii(Long.toString(id.ticket())),
                        ByteBuffer.allocate(4).putInt(id.nonce()).array()));
        var arguments = Stream.concat(Arrays.stream(first).map(RedisSessions::ascii), encodedIds)
                .toArray(byte[][]::new);
        return redis.call(script, keys.room(), arguments);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<SessionView> view(Reply reply, int index) {
        var state = reply.text(index);
        return state.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionView(
                        SessionState.valueOf(state),
                        Duration.ofMillis(reply.number(index + 1)),
                        Duration.ofMillis(reply.number(index + 2)),
                        reply.number(0)));
    }
}
