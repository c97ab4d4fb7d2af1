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

/** Many requests that are all well formed. */
final class FloodAttacks {
    /** A server that is asked for more looks than the machine bears refuses some, as it should. */
    static final Set<String> MANY_LOOKS = Set.of("200", "503");

    private static final int PER_SECOND = 1000;
    private static final int LONGEST_ID = 64 * 1024;
    private static final int ID_BYTES = 30;

    private FloodAttacks() {}

    static List<Attack> all() {
        return List.of(
                flood(
                        "ids-of-any-length",
                        Set.of("404", "414", "431", Tally.CLOSED),
                        tally -> 0,
                        target -> look(anyId())),
                flood("random-ids", Set.of("404"), tally -> 0, target -> look(randomId())),
                new Attack(
                        "unbelievable-as-of",
                        MANY_LOOKS,
                        FloodAttacks::fewReads,
                        (target, tally) -> new LookingCrowd(target.port(), tally, () -> lookKnowingTooMuch(target))),
                flood("polls-on-one-id", Set.of("200"), Tally::requests, target -> look(target.victim())),
                flood(
                        "joins-from-one-address",
                        Set.of("202", "429"),
                        FloodAttacks::admitted,
                        target -> joinFromOneAddress()));
    }

    // Those that are refused cost nothing; one more may have got in while the attack went on.
    private static long admitted(Tally tally) {
        return Math.min(tally.answers("202"), AttackedSystem.JOINS + 1);
    }

    // What the fleet did not tell is nothing known, and costs what any look at one session does: four reads a second.
    private static long fewReads(Tally tally) {
        return tally.requests() / 50;
    }

    // A number as large as any, the greatest text, one of the right shape: only the fleet's signature is missing.
    private static String lookKnowingTooMuch(AttackedSystem target) {
        var random = ThreadLocalRandom.current();
        var made = new AsOfCodec(SigningKey.random(), "default").write(random.nextInt(), AsOf.LATEST);
        var asOf = List.of("999999999999999999", "v".repeat(AsOfCodec.LENGTH), made)
                .get(random.nextInt(3));
        return look(target.victim() + "?asOf=" + asOf);
    }

    private static String look(String id) {
        return Requests.head("GET", Requests.one(id));
    }

    // As often a short one as a long one.
    private static String anyId() {
        var random = ThreadLocalRandom.current();
        var length = (int) Math.pow(LONGEST_ID, random.nextDouble());
        return "a".repeat(length);
    }

    // Of the right length and alphabet: only its signature is wrong.
    private static String randomId() {
        var bytes = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // The proxy adds the address that it sees, after whatever the attacker has made up.
    private static String joinFromOneAddress() {
        var random = ThreadLocalRandom.current();
        var madeUp = "192.0.2." + random.nextInt(256) + ", 127.0.0.1, 203.0.113." + random.nextInt(256);
        return Requests.post(Requests.SESSIONS, "X-Forwarded-For: " + madeUp + ", 198.51.100.66");
    }

    private static Attack flood(
            String name,
            Set<String> allowed,
            ToLongFunction<Tally> mostRedisCalls,
            Function<AttackedSystem, String> request) {
        return new Attack(
                name,
                allowed,
                mostRedisCalls,
                (target, tally) -> new Flood(
                        target.port(),
                        tally,
                        PER_SECOND,
                        true,
                        (connection, answers) -> exchange(connection, answers, request.apply(target))));
    }

    private static void exchange(RawClient connection, Tally tally, String request) throws IOException {
        tally.sent(request.length());
        connection.send(Requests.bytes(request));
        tally.answered(connection.answer().status());
    }
}
