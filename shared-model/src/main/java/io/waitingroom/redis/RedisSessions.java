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
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The steps that a person's requests take. Each is one script; each may be repeated. Every result may instead be a
 * {@link RedisUnavailableException}.
 */
public final class RedisSessions {
    /** How long after it was asked for a join may still happen, by Redis's clock. */
    public static final Duration JOIN_PATIENCE = Duration.ofSeconds(2);

    private static final byte[] NO_KEY = {};

    private final RedisLink redis;
    private final RoomKeys keys;
    private final RoomOpening opening;
    private final SecureRandom random = new SecureRandom();

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
        var nonce = ByteBuffer.allocate(4).putInt(random.nextInt()).array();
        var hash = idempotencyHash.orElse(NO_KEY);
        var latest = redis.clock().after(JOIN_PATIENCE);
        return join(nonce, latest, hash).thenCompose(reply -> switch (reply.text(0)) {
            case "NO_ROOM" ->
                opening.open().thenCompose(opened -> join(nonce, latest, hash)).thenApply(this::outcome);
            default -> CompletableFuture.completedFuture(outcome(reply));
        });
    }

    private CompletableFuture<Reply> join(byte[] nonce, long latest, byte[] hash) {
        return redis.call(
                        Script.JOIN,
                        keys.room(),
                        nonce,
                        Long.toString(latest).getBytes(StandardCharsets.US_ASCII),
                        hash)
                .thenApply(reply -> {
                    redis.clock().told(reply.number(1));
                    return reply;
                });
    }

    private JoinOutcome outcome(Reply reply) {
        return switch (reply.text(0)) {
            case "JOINED", "REPEATED" ->
                new JoinOutcome.Joined(
                        new SessionId(
                                HexFormat.fromHexDigits(reply.text(2)),
                                reply.number(3),
                                ByteBuffer.wrap(reply.bytes(4)).getInt()),
                        SessionState.valueOf(reply.text(5)),
                        reply.text(0).equals("REPEATED"));
            case "LATE" -> new JoinOutcome.TooLate();
            default -> throw new RedisUnavailableException("the room was lost while it was joined");
        };
    }

    /** Reads a session; empty where there is none, or none any more. */
    public CompletableFuture<Optional<SessionView>> view(SessionId id) {
        return call(Script.VIEW, id).thenApply(RedisSessions::view);
    }

    /** Renews a session's deadline; one that has ended stays so, which the view shows. */
    public CompletableFuture<Optional<SessionView>> heartbeat(SessionId id) {
        return call(Script.HEARTBEAT, id).thenApply(RedisSessions::view);
    }

    /** Ends a session. @return whether there is such a session, ended now or before */
    public CompletableFuture<Boolean> leave(SessionId id) {
        return call(Script.LEAVE, id).thenApply(reply -> reply.number(0) == 1);
    }

    private CompletableFuture<Reply> call(Script script, SessionId id) {
        return redis.call(
                script,
                keys.room(),
                HexFormat.of().toHexDigits(id.incarnation()).getBytes(StandardCharsets.US_ASCII),
                Long.toString(id.ticket()).getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(4).putInt(id.nonce()).array());
    }

    private static Optional<SessionView> view(Reply reply) {
        return reply.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionView(
                        SessionState.valueOf(reply.text(0)),
                        Duration.ofMillis(reply.number(1)),
                        Duration.ofMillis(reply.number(2))));
    }
}
