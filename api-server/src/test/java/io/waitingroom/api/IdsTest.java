package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ids that nobody was given. */
class IdsTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);
    private final String known = api.join();

    @AfterEach
    void close() {
        room.close();
    }

    /** Signed by the fleet, yet no session. */
    private List<String> unknown() {
        var ids = new SessionIds(api.sharedKey.key().orElseThrow(), "default");
        var id = ids.read(known).orElseThrow();
        return Stream.of(
                        new SessionId(id.incarnation(), id.ticket(), id.nonce() + 1),
                        new SessionId(id.incarnation(), id.ticket() + 1, id.nonce()),
                        new SessionId(id.incarnation(), SessionId.MAX_TICKET, id.nonce()),
                        new SessionId(id.incarnation() + 1, id.ticket(), id.nonce()))
                .map(ids::write)
                .toList();
    }

    private List<String> forged() {
        var key = api.sharedKey.key().orElseThrow();
        var id = new SessionIds(key, "default").read(known).orElseThrow();
        return List.of(
                (known.charAt(0) == 'A' ? "B" : "A") + known.substring(1),
                known.substring(0, 39) + (known.charAt(39) == 'A' ? "B" : "A"),
                "A".repeat(40),
                new SessionIds(SigningKey.random(), "default").write(id),
                new SessionIds(key, "another").write(id));
    }

    private List<String> garbled() {
        return List.of(
                "x",
                known.substring(1),
                known + "A",
                known + "=",
                known + "%20",
                "%20" + known,
                "a".repeat(2000),
                "%E2%82%AC",
                "null",
                known + ":",
                known + ":look",
                known + "~");
    }

    private List<String> answers(String id) {
        return Stream.of(api.lookPastMemory(id), api.heartbeat(id), api.leave(id))
                .peek(answer -> Body.assertProblem(answer, 404))
                .map(answer -> answer.statusCode() + " " + answer.body() + " "
                        + answer.headers().map().keySet() + answer.headers().firstValue("Content-Length"))
                .toList();
    }

    @Test
    void unknownForgedAndGarbledIdsAreAnsweredAlikeByEveryCall() {
        var answers = new HashSet<String>();
        Stream.of(unknown(), forged(), garbled()).flatMap(List::stream).forEach(id -> answers.addAll(answers(id)));
        assertThat(answers).hasSize(1);
        assertThat(Body.of(api.look(known)).text("status")).isEqualTo("WAITING");
    }

    @Test
    void aForgedOrGarbledIdCostsNoCallToRedis() {
        var before = api.redisCalls();
        Stream.of(forged(), garbled()).flatMap(List::stream).forEach(this::answers);
        assertThat(api.redisCalls()).isEqualTo(before);
        api.lookPastMemory(known);
        assertThat(api.redisCalls()).isEqualTo(before + 1);
    }

    @Test
    void noCallWithAnUnknownIdChangesAnything() {
        var before = room.dump();
        Stream.of(unknown(), forged(), garbled()).flatMap(List::stream).forEach(this::answers);
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aLookChangesNothing() {
        var active = api.join();
        var left = api.join();
        room.grant();
        api.leave(left);
        var before = room.dump();
        for (var id : List.of(known, active, left)) {
            assertThat(api.look(id).statusCode()).isEqualTo(200);
            assertThat(api.call("HEAD", TestApi.one(id)).statusCode()).isEqualTo(200);
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aSecondLookAtASessionPastItsDeadlineChangesNothing() {
        room.tick(Duration.ofMinutes(16));
        assertThat(Body.of(api.lookPastMemory(known)).text("status")).isEqualTo("EXPIRED");
        var before = room.dump();
        assertThat(Body.of(api.lookPastMemory(known)).text("status")).isEqualTo("EXPIRED");
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void anIdHasOneSpelling() {
        for (var spelling : List.of(escaped(known), known + "%3D", known + "==")) {
            assertRefused(spelling);
        }
        assertThat(Body.of(api.look(known)).text("status")).isEqualTo("WAITING");
    }

    /** The code of a digit ends in that digit: %38 in place of 8 looks as if the 8 were still there. */
    @Test
    void anIdThatBeginsWithADigitHasOneSpellingToo() {
        var id = Stream.generate(TestRedis::emptied)
                .map(uri -> api.join())
                .limit(1000)
                .filter(any -> Character.isDigit(any.charAt(0)))
                .findFirst()
                .orElseThrow();
        assertRefused(escaped(id));
    }

    private static String escaped(String id) {
        return "%" + Integer.toHexString(id.charAt(0)) + id.substring(1);
    }

    private void assertRefused(String spelling) {
        Body.assertProblem(api.look(spelling), 404);
        Body.assertProblem(api.heartbeat(spelling), 404);
        Body.assertProblem(api.leave(spelling), 404);
    }
}
