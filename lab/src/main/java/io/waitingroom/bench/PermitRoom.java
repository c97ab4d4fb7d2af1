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
    /**
     * The number of ACTIVE sessions, and also the number of WAITING sessions. With so many sessions, the time between two polls
     * of a session is longer than the lifetime of the signing server's permits. The session's cached permit has then expired.
     */
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

    /** One of the two API servers of the room. */
    record Api(int port, Child child) {
        HttpTarget target() {
            return new HttpTarget(port, child.process());
        }

        /** Returns the number and the total duration of all signatures that this server has made so far. */
        Signed signed() {
            var metric = "waitingroom_permits_signed_seconds_";
            return new Signed(
                    child.management().sum(metric + "count", ""),
                    child.management().sum(metric + "sum", ""));
        }
    }

    /**
     * Figures about signed permits.
     *
     * @param permits the number of permits
     * @param seconds the total duration of the signatures
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

    /** Returns the server whose permits are valid for 1 h. It signs one permit per session and caches the permit. */
    Api cachingServer() {
        return cachingServer;
    }

    /**
     * Returns the server whose permits are valid for 1 s. If a poll comes more than 1 s after the session's last poll, the
     * server signs a new permit.
     */
    Api signingServer() {
        return signingServer;
    }

    /** Returns the ids of the ACTIVE sessions. */
    List<String> activeIds() {
        return activeIds;
    }

    /** Creates a load generator that polls the status of the ACTIVE sessions. */
    Wrk activePolls() throws IOException {
        return new Wrk(HttpCall.POLL, activeIds);
    }

    /** Creates a load generator that polls the status of the WAITING sessions. */
    Wrk waitingPolls() throws IOException {
        return new Wrk(HttpCall.POLL, waitingIds);
    }

    /**
     * Throws an exception if the signing server signed fewer permits than expected. The server must sign nearly one permit per
     * poll.
     *
     * @param before the signatures of the signing server before the polls
     * @param requests the number of polls
     */
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
