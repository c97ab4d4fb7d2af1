package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.List;

/** A full room with equal numbers of ACTIVE and WAITING sessions, and two API servers with different permit lifetimes. */
final class PermitRoom implements AutoCloseable {
    /** So many sessions that the signing server's cached permit of a session has expired before its next poll. */
    static final int PEOPLE = 10_000;

    private static final double MIN_SIGNED_SHARE = 0.9;
    private static final long FULL_LIMIT_SECONDS = 60;
    private static final List<String> GRANTER =
            List.of("--capacity=" + PEOPLE, "--batch-size=" + 2 * PEOPLE, "--active-ttl=1h", "--waiting-ttl=1h");

    private final LocalSystem system = new LocalSystem(line -> {});
    private final Crowd crowd;
    private final Api cachingServer;
    private final Api signingServer;
    private final List<String> activeIds;
    private final List<String> waitingIds;

    /** An API server of the room. */
    record Api(int port, Child child) {
        HttpTarget target() {
            return new HttpTarget(port, child.process());
        }

        /** Returns the number and duration of all signatures so far. */
        Signed signed() {
            var metric = "waitingroom_permits_signed_seconds_";
            return new Signed(
                    child.management().sum(metric + "count", ""),
                    child.management().sum(metric + "sum", ""));
        }
    }

    /**
     * A number of signed permits.
     *
     * @param seconds the total time of the signatures
     */
    record Signed(double permits, double seconds) {
        Signed since(Signed before) {
            return new Signed(permits - before.permits, seconds - before.seconds);
        }
    }

    PermitRoom() throws InterruptedException {
        var redis = system.startRedis(Servers.REDIS);
        cachingServer = startApiServer("1h");
        signingServer = startApiServer("1s");
        var granter = system.startGranter(GRANTER);
        for (var child : List.of(cachingServer.child, signingServer.child, granter)) {
            Servers.awaitReady(child);
        }
        crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
        activeIds = SignedIds.of(crowd, crowd.join(PEOPLE, false));
        Await.untilPollingSlowly(FULL_LIMIT_SECONDS, "the room is full", this::isFull);
        waitingIds = SignedIds.of(crowd, crowd.join(PEOPLE, false));
    }

    private Api startApiServer(String permitLifetime) {
        var port = EmbeddedRedis.freePort();
        return new Api(port, system.startApiServer(port, "--permit-ttl=" + permitLifetime));
    }

    private boolean isFull() {
        return Integer.parseInt(crowd.raw().hget(Keys.of("room"), "activations")) >= PEOPLE;
    }

    /** Returns the server with long permit lifetimes, which signs one permit per session and caches it. */
    Api cachingServer() {
        return cachingServer;
    }

    /** Returns the server with permit lifetimes of 1 s. It signs anew for a poll that comes more than 1 s after the last one. */
    Api signingServer() {
        return signingServer;
    }

    /** Returns the ids of the ACTIVE sessions. */
    List<String> activeIds() {
        return activeIds;
    }

    /** Creates a load of polls for ACTIVE sessions. */
    Wrk activePolls() throws IOException {
        return new Wrk(HttpCall.POLL, activeIds);
    }

    /** Creates a load of polls for WAITING sessions. */
    Wrk waitingPolls() throws IOException {
        return new Wrk(HttpCall.POLL, waitingIds);
    }

    /** Fails if the polls needed fewer signatures than expected: nearly one each. */
    void requireSignatures(Signed before, long requests) {
        var share = signingServer.signed().since(before).permits() / requests;
        if (share < MIN_SIGNED_SHARE) {
            throw new IllegalStateException("only %.2f of %d polls cost a signature".formatted(share, requests));
        }
    }

    @Override
    public void close() {
        if (crowd != null) {
            crowd.close();
        }
        system.close();
    }
}
