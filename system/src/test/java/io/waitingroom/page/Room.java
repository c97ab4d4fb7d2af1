package io.waitingroom.page;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.system.SessionClient;
import io.waitingroom.system.TestSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A room as processes on this machine: Redis, one API server that serves the page, one granter. */
final class Room implements AutoCloseable {
    private final LocalSystem system = new LocalSystem(System.out::println);
    private final EmbeddedRedis redis = system.startRedis();
    private final RedisClient client = RedisClient.create(redis.uri());
    private final RedisCommands<String, String> raw = client.connect().sync();
    private final int port = EmbeddedRedis.freePort();
    private final String allowedNext;
    private final SessionClient sessions = new SessionClient(port);
    private Child apiServer;
    private Child granter;
    private List<String> settings = List.of();

    Room(String allowedNext) {
        this.allowedNext = allowedNext;
        apiServer = launchApiServer();
    }

    /** Replaces the granter by one with these flags. */
    void configure(List<String> flags) {
        if (flags.equals(settings)) {
            return;
        }
        if (granter != null) {
            granter.terminate();
            granter.awaitEnd();
        }
        granter = system.startGranter(flags);
        settings = flags;
        awaitReady();
    }

    /** The address of the waiting page with this destination. */
    String page(String next) {
        return origin() + "/waiting-room?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Joins without a browser. Returns the session's id. */
    String join() {
        return sessions.join().join();
    }

    /** Joins without a browser and waits until the session is ACTIVE. Returns the session's id. */
    String letIn() {
        var id = join();
        TestSystem.await().until(() -> sessions.status(id).equals("ACTIVE"));
        return id;
    }

    void leave(String id) {
        sessions.leave(id).join();
    }

    /** Opens this number of streams of a session, one after the other. */
    void follow(String id, int streams) {
        for (int i = 0; i < streams; i++) {
            sessions.follow(id).join();
        }
    }

    String status(String id) {
        return sessions.status(id);
    }

    /** Deletes all data in Redis. */
    void flush() {
        raw.flushall();
    }

    /** Deletes all data in Redis and waits until the room is ready again. */
    void empty() {
        flush();
        awaitReady();
    }

    /** Waits until clients can join and are let in. */
    void awaitReady() {
        TestSystem.await().until(() -> granter.management().readyRole().equals(Optional.of("leader")));
        TestSystem.await().until(() -> apiServer.management().readyRole().isPresent());
    }

    /** Kills the API server at once, as if its machine had failed. */
    void killApiServer() {
        apiServer.process().destroyForcibly().onExit().join();
    }

    /** Starts a new API server on the port of the killed one and waits until it is ready. */
    void startApiServer() {
        apiServer = launchApiServer();
        awaitReady();
    }

    private Child launchApiServer() {
        return system.startApiServer(port, "--allowed-next=" + allowedNext);
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        system.close();
    }
}
