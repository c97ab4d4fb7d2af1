package io.waitingroom.redis;

import io.waitingroom.position.Departures;
import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads snapshots of one room, each with only what is new since the one before. */
public final class RedisSnapshots {
    /** More in one reply would keep Redis from everybody else for too long. Even: entries have two bytes. */
    private static final int MOST_LOG_BYTES = 1 << 17;

    private static final int HEAD = 6;
    private static final int ITEMS_EACH = 3;

    private final RedisLink redis;
    private final RoomKeys keys;

    /** Snapshots of one room. */
    public RedisSnapshots(RedisLink redis, RoomKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Reads the room; empty where there is none. May instead be a {@link RedisUnavailableException}. */
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
        arguments.add(last.map(known -> HexFormat.of().toHexDigits(known.incarnation()))
                .orElse(""));
        arguments.add(Integer.toString(MOST_LOG_BYTES));
        last.ifPresent(known -> known.departures().known().forEach((block, bytes) -> {
            arguments.add(Integer.toString(block));
            arguments.add(Integer.toString(bytes));
        }));
        return arguments.toArray(String[]::new);
    }

    private static RoomSnapshot snapshot(Reply reply, Optional<RoomSnapshot> last) {
        var incarnation = HexFormat.fromHexDigits(reply.text(0));
        var front = reply.number(2);
        var departures = last.filter(known -> known.incarnation() == incarnation)
                .map(RoomSnapshot::departures)
                .orElse(Departures.NONE)
                .beyond(front);
        for (int place = HEAD; place < reply.size(); place += ITEMS_EACH) {
            departures =
                    departures.plus((int) reply.number(place), (int) reply.number(place + 1), reply.bytes(place + 2));
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
