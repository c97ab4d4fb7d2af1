package io.waitingroom.redis;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.room.SilentLeader;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One room in a real Redis. Tests run its steps one by one and read its keys. */
final class ScriptBench implements AutoCloseable {
    static final RoomKeys KEYS = RoomKeys.DEFAULT;
    static final Duration LEASE = Duration.ofMinutes(1);

    final RedisLink link;
    final RedisSessions sessions;
    final RedisRoom room;
    final RedisSnapshots snapshots;
    final RedisCommands<String, String> raw;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    ScriptBench(String uri, RoomSettings settings) {
        link = new RedisLink(RedisURI.create(uri), true, new SimpleMeterRegistry()).open();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> link.trouble().isEmpty());
        sessions = new RedisSessions(link, KEYS);
        room = new RedisRoom(link, KEYS, settings);
        snapshots = new RedisSnapshots(link, KEYS);
        client = RedisClient.create(uri);
        connection = client.connect(new StringCodec(StandardCharsets.ISO_8859_1));
        raw = connection.sync();
    }

    JoinOutcome.Joined join(String hash) {
        var bytes = Optional.ofNullable(hash).map(String::getBytes);
        return (JoinOutcome.Joined) sessions.join(bytes).join();
    }

    SessionId join() {
        return join(null).id();
    }

    Lease lead(String token) {
        return ((LeadOutcome.Leading) room.lead(token, LEASE, Optional.empty())).lease();
    }

    LeadOutcome lead(String token, SilentLeader silent) {
        return room.lead(token, LEASE, Optional.of(silent));
    }

    /** Advances room time by exactly this much. The time of the last tick is set to 0, so that the limit applies. */
    Optional<RoomFigures> tick(Lease lease, long millis) {
        return tick(lease, millis, 1);
    }

    /** The same, with this number of API servers that can answer clients. */
    Optional<RoomFigures> tick(Lease lease, long millis, long apiServers) {
        raw.hset(KEYS.room(), "at", "0");
        return room.tick(lease, LEASE, Duration.ofMillis(millis), apiServers, Optional.empty());
    }

    /** Returns the time of Redis's clock in ms. */
    long redisMillis() {
        var time = raw.time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    /** @throws NoSuchElementException if the room does not exist */
    RoomFigures figures() {
        return snapshots.read(Optional.empty()).join().orElseThrow().figures();
    }

    void sweepAll(Lease lease) {
        while (room.sweep(lease).orElseThrow()) {
            // until no session is due
        }
    }

    SessionState state(SessionId id) {
        return sessions.view(id).join().orElseThrow().state();
    }

    /** Returns the tickets of the ACTIVE sessions in order. */
    List<Long> activeTickets() {
        return raw.zrange(key("active"), 0, -1).stream()
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    /** Reads entries as another consumer of the group that dies before it acknowledges them. */
    @SuppressWarnings("unchecked") // lettuce takes its streams as generic varargs
    void foreignConsumerReads(String name, int entries) {
        raw.xreadgroup(
                Consumer.from("granters", name),
                XReadArgs.Builder.count(entries),
                XReadArgs.StreamOffset.lastConsumed(key("stream")));
    }

    String key(String name) {
        return KEYS.room().replaceAll("room$", name);
    }

    /** Returns the key of the departure log of a block of tickets. */
    String departures(int block) {
        return key("d" + raw.hget(KEYS.room(), "incarnation") + ":" + block);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        link.close();
    }
}
