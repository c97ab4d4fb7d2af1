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

/** Checks requests with ids that the fleet never issued. */
class IdsTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);
    private final String known = api.join();

    @AfterEach
    void close() {
        room.close();
    }

    /** Ids that the fleet has signed but that belong to no session. */
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

    private List<String> malformed() {
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

    private List<String> responses(String id) {
        return Stream.of(api.lookUncached(id), api.heartbeat(id), api.leave(id))
                .peek(response -> Body.assertProblem(response, 404))
                .map(response -> response.statusCode() + " " + response.body() + " "
                        + response.headers().map().keySet() + response.headers().firstValue("Content-Length"))
                .toList();
    }

    @Test
    void unknownForgedAndMalformedIdsGetTheSameResponses() {
        var responses = new HashSet<String>();
        Stream.of(unknown(), forged(), malformed())
                .flatMap(List::stream)
                .forEach(id -> responses.addAll(responses(id)));
        assertThat(responses).hasSize(1);
        assertThat(Body.of(api.look(known)).text("status")).isEqualTo("WAITING");
    }

    @Test
    void aForgedOrMalformedIdCausesNoRedisCall() {
        var before = api.redisCalls();
        Stream.of(forged(), malformed()).flatMap(List::stream).forEach(this::responses);
        assertThat(api.redisCalls()).isEqualTo(before);
        api.lookUncached(known);
        assertThat(api.redisCalls()).isEqualTo(before + 1);
    }

    @Test
    void aCallWithAnUnknownIdChangesNothing() {
        var before = room.dump();
        Stream.of(unknown(), forged(), malformed()).flatMap(List::stream).forEach(this::responses);
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
            assertThat(api.call("HEAD", TestApi.sessionPath(id)).statusCode()).isEqualTo(200);
        }
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void aSecondLookAtAnExpiredSessionChangesNothing() {
        room.tick(Duration.ofMinutes(16));
        assertThat(Body.of(api.lookUncached(known)).text("status")).isEqualTo("EXPIRED");
        var before = room.dump();
        assertThat(Body.of(api.lookUncached(known)).text("status")).isEqualTo("EXPIRED");
        assertThat(room.dump()).isEqualTo(before);
    }

    @Test
    void anIdHasOneSpelling() {
        for (var spelling : List.of(escaped(known), known + "%3D", known + "==")) {
            assertRefused(spelling);
        }
        assertThat(Body.of(api.look(known)).text("status")).isEqualTo("WAITING");
    }

    /** The percent-encoding of a digit ends in that digit: %38, for 8, looks as if the 8 were still there. */
    @Test
    void anIdThatBeginsWithADigitHasOneSpelling() {
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
