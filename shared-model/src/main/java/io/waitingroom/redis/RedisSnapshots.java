package io.waitingroom.redis;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads snapshots of one room. Each read transfers only the changes since the last snapshot. */
public final class RedisSnapshots {
    /**
     * The maximum number of bytes of logs in one reply. A larger reply would block Redis for other clients for too
     * long. The number is even, because an entry of a log has two bytes.
     */
    private static final int MAX_LOG_BYTES = 1 << 17;

    private static final int HEAD = 6;
    private static final int ITEMS_EACH = 3;

    private final RedisLink redis;
    private final RoomKeys keys;

    /** Creates a reader for one room. */
    public RedisSnapshots(RedisLink redis, RoomKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Reads a snapshot of the room; empty if the room does not exist. The future may also complete with a {@link
     * RedisUnavailableException}.
     *
     * @param last the last snapshot that was read, so that only the changes are transferred; empty if there is none
     */
    public CompletableFuture<Optional<RoomSnapshot>> read(Optional<RoomSnapshot> last) {
        return redis.call(Script.SNAPSHOT, keys.room(), arguments(last)).thenCompose(reply -> {
            if (reply.size() == 0) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            var snapshot = Optional.of(snapshot(reply, last));
            return reply.number(3) == 1 ? CompletableFuture.completedFuture(snapshot) : read(snapshot);
        });
    }

    private static String[] arguments(Optional<RoomSnapshot> last) {
        var arguments = new ArrayList<String>();
        arguments.add(last.map(previous -> HexFormat.of().toHexDigits(previous.incarnation()))
                .orElse(""));
        arguments.add(Integer.toString(MAX_LOG_BYTES));
        last.ifPresent(previous -> previous.departures().bytesRead().forEach((block, bytes) -> {
            arguments.add(Integer.toString(block));
            arguments.add(Integer.toString(bytes));
        }));
        return arguments.toArray(String[]::new);
    }

    private static RoomSnapshot snapshot(Reply reply, Optional<RoomSnapshot> last) {
        var incarnation = HexFormat.fromHexDigits(reply.text(0));
        var front = reply.number(2);
        var departures = last.filter(previous -> previous.incarnation() == incarnation)
                .map(RoomSnapshot::departures)
                .orElse(Departures.NONE)
                .after(front);
        for (int index = HEAD; index < reply.size(); index += ITEMS_EACH) {
            departures = departures.withLog(
                    (int) reply.number(index), (int) reply.number(index + 1), reply.bytes(index + 2));
        }
        return new RoomSnapshot(
                incarnation, reply.number(1), front, FiguresReply.read(reply.list(4)), pace(reply.list(5)), departures);
    }

    private static Pace pace(Reply settings) {
        return new Pace(
                (int) settings.number(0),
                Duration.ofMillis(settings.number(1)),
                Duration.ofMillis(settings.number(2)),
                Duration.ofMillis(settings.number(3)),
                Duration.ofMillis(settings.number(4)));
    }
}
