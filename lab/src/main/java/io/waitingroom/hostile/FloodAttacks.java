package io.waitingroom.hostile;

import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SigningKey;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Attacks with many well-formed requests. */
final class FloodAttacks {
    /** The allowed outcomes of a flood of polls. An overloaded server is right to refuse some of the polls with 503. */
    static final Set<String> POLL_OUTCOMES = Set.of("200", "503");

    private static final int PER_SECOND = 1000;
    private static final int MAX_ID_LENGTH = 64 * 1024;
    private static final int ID_BYTES = 30;

    private FloodAttacks() {}

    static List<Attack> all() {
        return List.of(
                flood(
                        "ids-of-any-length",
                        Set.of("404", "414", "431", Tally.CLOSED),
                        tally -> 0,
                        target -> poll(idOfRandomLength())),
                flood("random-ids", Set.of("404"), tally -> 0, target -> poll(randomId())),
                new Attack(
                        "unbelievable-as-of",
                        POLL_OUTCOMES,
                        FloodAttacks::snapshotReads,
                        (target, tally) -> new PollingCrowd(target.port(), tally, () -> pollWithForgedAsOf(target))),
                flood("polls-on-one-id", Set.of("200"), Tally::requests, target -> poll(target.victim())),
                flood(
                        "joins-from-one-address",
                        Set.of("202", "429"),
                        FloodAttacks::acceptedJoins,
                        target -> joinFromOneAddress()));
    }

    // Refused joins cost no Redis call. The client's bucket may have refilled by one token during the attack.
    private static long acceptedJoins(Tally tally) {
        return Math.min(tally.count("202"), AttackedSystem.MAX_JOINS + 1);
    }

    // An asOf without the fleet's signature is ignored. The polls then cost as much as any polls of one session: four
    // reads a second.
    private static long snapshotReads(Tally tally) {
        return tally.requests() / 50;
    }

    // Makes up an asOf: a huge number, the greatest text, or one in the right format but without the fleet's signature.
    private static String pollWithForgedAsOf(AttackedSystem target) {
        var random = ThreadLocalRandom.current();
        var forged = new AsOfCodec(SigningKey.random(), "default").write(random.nextInt(), AsOf.LATEST);
        var asOf = List.of("999999999999999999", "v".repeat(AsOfCodec.LENGTH), forged)
                .get(random.nextInt(3));
        return poll(target.victim() + "?asOf=" + asOf);
    }

    private static String poll(String id) {
        return Requests.head("GET", Requests.sessionPath(id));
    }

    // The logarithm of the length is evenly distributed, so that short ids are as frequent as long ones.
    private static String idOfRandomLength() {
        var random = ThreadLocalRandom.current();
        var length = (int) Math.pow(MAX_ID_LENGTH, random.nextDouble());
        return "a".repeat(length);
    }

    // Has the right length and alphabet, but a wrong signature.
    private static String randomId() {
        var bytes = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // The proxy appends the client's real address after the addresses that the attacker made up.
    private static String joinFromOneAddress() {
        var random = ThreadLocalRandom.current();
        var madeUp = "192.0.2." + random.nextInt(256) + ", 127.0.0.1, 203.0.113." + random.nextInt(256);
        return Requests.post(Requests.SESSIONS, "X-Forwarded-For: " + madeUp + ", 198.51.100.66");
    }

    private static Attack flood(
            String name,
            Set<String> allowed,
            ToLongFunction<Tally> maxRedisCalls,
            Function<AttackedSystem, String> request) {
        return new Attack(
                name,
                allowed,
                maxRedisCalls,
                (target, tally) -> new Flood(
                        target.port(),
                        tally,
                        PER_SECOND,
                        true,
                        (connection, outcomes) -> exchange(connection, outcomes, request.apply(target))));
    }

    private static void exchange(RawClient connection, Tally tally, String request) throws IOException {
        tally.sent(request.length());
        connection.send(Requests.bytes(request));
        tally.answered(connection.readResponse().status());
    }
}
