package io.waitingroom.granter;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.position.EstimateNotes;
import io.waitingroom.position.NotedEstimate;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisSnapshots;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SignOfLife;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One room in a real Redis, with its sessions, its granters and access to its keys. */
final class RoomBench implements AutoCloseable {
    static final RoomKeys KEYS = RoomKeys.DEFAULT;
    /** The lease is far longer than any test, so that it ends only by a granter's own clock. */
    static final Timing TIMING = new Timing(Duration.ofMinutes(10), Duration.ofMillis(100));

    final RedisLink link;
    final RedisSessions sessions;
    final RedisCommands<String, String> raw;
    /** Why this bench, which acts as an API server, cannot answer clients; empty if it can. */
    volatile List<String> problems = List.of();

    private final RoomSettings settings;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RoomBench(String uri, RoomSettings settings) {
        this.settings = settings;
        link = link(uri).withSign(SignOfLife.of(KEYS, "test", () -> problems)).open();
        awaitRedis();
        sessions = new RedisSessions(link, KEYS);
        client = RedisClient.create(uri);
        connection = client.connect();
        raw = connection.sync();
    }

    RoomBench(String uri) {
        this(uri, RoomSettings.DEFAULTS);
    }

    /** Returns the default settings with this capacity. */
    static RoomSettings capacity(int capacity) {
        return settings(capacity, RoomSettings.DEFAULTS.rate());
    }

    static RoomSettings settings(int capacity, Duration rate) {
        var d = RoomSettings.DEFAULTS;
        return new RoomSettings(
                capacity,
                d.batchSize(),
                rate,
                d.waitingTtl(),
                d.activeTtl(),
                d.claimTtl(),
                d.maxActive(),
                d.retention(),
                d.audit());
    }

    /** Creates a granter as the program wires it, with its own link. */
    static GranterRuntime granter(String uri, RoomSettings settings, Timing timing) {
        return new GranterRuntime(link(uri), settings, timing, new SimpleMeterRegistry());
    }

    static RedisLink link(String uri) {
        return new RedisLink(RedisURI.create(uri), true, new SimpleMeterRegistry());
    }

    /** Creates a granter whose steps the test runs. It shares the link of this bench. */
    Granter granter(LongSupplier clock) {
        return granter(clock, new EstimateNotes(room().pace())::of, new SimpleMeterRegistry());
    }

    Granter granter(LongSupplier clock, Function<RoomFigures, Optional<NotedEstimate>> notes, MeterRegistry registry) {
        var room = room();
        return new Granter(room, room::grant, TIMING, notes, new RoomMetrics(registry), clock);
    }

    RedisRoom room() {
        return new RedisRoom(link, KEYS, settings);
    }

    RoomFigures figures() {
        return new RedisSnapshots(link, KEYS)
                .read(Optional.empty())
                .join()
                .orElseThrow()
                .figures();
    }

    SessionId join() {
        return joinAll(1).get(0);
    }

    List<SessionId> joinAll(int count) {
        var joins = Stream.generate(() -> sessions.join(Optional.empty()))
                .limit(count)
                .toList();
        return joins.stream()
                .map(CompletableFuture::join)
                .map(outcome -> ((JoinOutcome.Joined) outcome).id())
                .toList();
    }

    void leaveAll(List<SessionId> ids) {
        ids.stream().map(sessions::leave).toList().forEach(CompletableFuture::join);
    }

    SessionState state(SessionId id) {
        return sessions.view(id).join().orElseThrow().state();
    }

    /** Returns the tickets of the sessions that are ACTIVE at one moment. */
    List<Long> activeTickets() {
        return raw.zrange(key("active"), 0, -1).stream().map(Long::valueOf).toList();
    }

    /** Deletes the lease. To all granters this looks like an expired lease. */
    void deleteLease() {
        raw.del(key("lease"));
    }

    String key(String name) {
        return KEYS.room().replaceAll("room$", name);
    }

    void awaitRedis() {
        Awaitility.await().until(() -> link.trouble().isEmpty());
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        link.close();
    }
}
