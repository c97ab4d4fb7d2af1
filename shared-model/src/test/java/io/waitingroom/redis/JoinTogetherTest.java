package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.JoinOutcome;
import io.waitingroom.session.JoinOutcome.Joined;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Joins that Redis receives in one call, because they arrive while it executes an earlier join. */
class JoinTogetherTest {
    private static final int JOINS = 250;

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void batchedJoinsGetTicketsInRequestOrderAndOwnRecords() {
        var joined = joinAtOnce(null);
        assertThat(joined)
                .extracting(session -> session.id().ticket())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, JOINS + 1).boxed().toList());
        assertThat(joined).allMatch(session -> bench.state(session.id()) == SessionState.WAITING);
        assertThat(bench.figures().waiting()).isEqualTo(JOINS + 1);
        assertThat(bench.raw.xlen(bench.key("stream"))).isEqualTo(JOINS + 1);
    }

    @Test
    void batchedJoinsWithTheSameKeyShareOneSession() {
        var joined = joinAtOnce("8 bytes!");
        assertThat(joined).extracting(Joined::id).containsOnly(joined.get(0).id());
        assertThat(joined).filteredOn(session -> !session.repeated()).hasSize(1);
        assertThat(bench.figures().waiting()).isEqualTo(2);
    }

    private List<Joined> joinAtOnce(String hash) {
        bench.sessions.join(Optional.empty());
        var calls = new ArrayList<CompletableFuture<JoinOutcome>>();
        for (int i = 0; i < JOINS; i++) {
            calls.add(bench.sessions.join(Optional.ofNullable(hash).map(String::getBytes)));
        }
        return calls.stream().map(call -> (Joined) call.join()).toList();
    }
}
