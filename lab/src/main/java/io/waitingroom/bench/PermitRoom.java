package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.List;

/** A full room with as many people inside as wait outside, and two API servers that differ in how often they sign. */
final class PermitRoom implements AutoCloseable {
    /** So many that no session is asked for again while it is remembered. */
    static final int PEOPLE = 10_000;

    private static final double LEAST_SIGNED = 0.9;
    private static final long FULL_LIMIT_SECONDS = 60;
    private static final List<String> GRANTER =
            List.of("--capacity=" + PEOPLE, "--batch-size=" + 2 * PEOPLE, "--active-ttl=1h", "--waiting-ttl=1h");

    private final LocalSystem system = new LocalSystem(line -> {});
    private final Crowd crowd;
    private final Api lasting;
    private final Api signing;
    private final List<String> inside;
    private final List<String> outside;

    /** An API server of the room. */
    record Api(int port, Child child) {
        HttpTarget target() {
            return new HttpTarget(port, child.process());
        }

        /** What it has signed so far. */
        Signed signed() {
            var metric = "waitingroom_permits_signed_seconds_";
            return new Signed(
                    child.management().sum(metric + "count", ""),
                    child.management().sum(metric + "sum", ""));
        }
    }

    /**
     * Permits that were signed.
     *
     * @param seconds how long that took in all
     */
    record Signed(double permits, double seconds) {
        Signed since(Signed before) {
            return new Signed(permits - before.permits, seconds - before.seconds);
        }
    }

    PermitRoom() throws InterruptedException {
        var redis = system.startRedis(Servers.REDIS);
        lasting = startApiServer("1h");
        signing = startApiServer("1s");
        var granter = system.startGranter(GRANTER);
        for (var child : List.of(lasting.child, signing.child, granter)) {
            Servers.awaitReady(child);
        }
        crowd = new Crowd(redis.uri(), new SimpleMeterRegistry());
        inside = IdTexts.of(crowd, crowd.join(PEOPLE, false));
        Await.untilSeldomLooking(FULL_LIMIT_SECONDS, "the room was full", this::isFull);
        outside = IdTexts.of(crowd, crowd.join(PEOPLE, false));
    }

    private Api startApiServer(String permitLifetime) {
        var port = EmbeddedRedis.freePort();
        return new Api(port, system.startApiServer(port, "--permit-ttl=" + permitLifetime));
    }

    private boolean isFull() {
        return Integer.parseInt(crowd.raw().hget(Keys.of("room"), "activations")) >= PEOPLE;
    }

    /** The server on which a permit is signed once for each session. */
    Api lasting() {
        return lasting;
    }

    /** The server on which a permit is signed whenever a session has not been looked at for a second. */
    Api signing() {
        return signing;
    }

    /** The ids of those who are ACTIVE. */
    List<String> inside() {
        return inside;
    }

    /** Makes looks at those who are ACTIVE. */
    Wrk looks() throws IOException {
        return new Wrk(HttpCall.POLL, inside);
    }

    /** Makes looks at those who wait. */
    Wrk polls() throws IOException {
        return new Wrk(HttpCall.POLL, outside);
    }

    /** Looks that were to cost a signature each must have. */
    void requireSignatures(Signed before, long looks) {
        var share = signing.signed().since(before).permits() / looks;
        if (share < LEAST_SIGNED) {
            throw new IllegalStateException("only %.2f of %d looks cost a signature".formatted(share, looks));
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
