package io.waitingroom.page;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.system.Sale;
import io.waitingroom.system.SessionClient;
import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A room as processes of this machine: Redis, one API server that serves the page, one granter. */
final class Room implements AutoCloseable {
    private final LocalSystem system = new LocalSystem(System.out::println);
    private final EmbeddedRedis redis = system.startRedis();
    private final RedisClient client = RedisClient.create(redis.uri());
    private final RedisCommands<String, String> raw = client.connect().sync();
    private final int port = EmbeddedRedis.freePort();
    private final String allowedNext;
    private final SessionClient visitor = new SessionClient(port);
    private Child apiServer;
    private Child granter;
    private List<String> settings = List.of();

    Room(String allowedNext) {
        this.allowedNext = allowedNext;
        apiServer = launchApiServer();
    }

    /** Puts a granter with such flags in the place of the one that there is. */
    void govern(List<String> flags) {
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

    /** The page, for somebody who wants to go on to another address. */
    String page(String next) {
        return origin() + "/waiting-room?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Somebody without a browser joins; the id of their session. */
    String join() {
        return visitor.join().join();
    }

    /** Somebody without a browser joins, and is let in; the id of their session. */
    String letIn() {
        var id = join();
        Sale.await().until(() -> visitor.status(id).equals("ACTIVE"));
        return id;
    }

    void leave(String id) {
        visitor.leave(id).join();
    }

    /** Others open streams of a session, one after the other. */
    void follow(String id, int streams) {
        for (int i = 0; i < streams; i++) {
            visitor.follow(id).join();
        }
    }

    String status(String id) {
        return visitor.status(id);
    }

    /** Everything in Redis is lost. */
    void lose() {
        raw.flushall();
    }

    /** {@link #lose}, and the room is ready for people again. */
    void empty() {
        lose();
        awaitReady();
    }

    /** Waits until people can join and are let in. */
    void awaitReady() {
        Sale.await().until(() -> granter.management().readyRole().equals(Optional.of("leader")));
        Sale.await().until(() -> apiServer.management().readyRole().isPresent());
    }

    /** The API server is gone at once, as when its machine fails. */
    void killApiServer() {
        apiServer.process().destroyForcibly().onExit().join();
    }

    /** Starts an API server where the one was that has been killed, and waits until it serves. */
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
