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

/** People whose joins Redis gets in one call, since they ask while it is busy with the join of a first person. */
class JoinTogetherTest {
    private static final int PEOPLE = 250;

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    @Test
    void getPlacesInTheOrderInWhichTheyAskedAndRecordsOfTheirOwn() {
        var joined = joinAtOnce(null);
        assertThat(joined)
                .extracting(person -> person.id().ticket())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, PEOPLE + 1).boxed().toList());
        assertThat(joined).allMatch(person -> bench.state(person.id()) == SessionState.WAITING);
        assertThat(bench.figures().waiting()).isEqualTo(PEOPLE + 1);
        assertThat(bench.raw.xlen(bench.key("stream"))).isEqualTo(PEOPLE + 1);
    }

    @Test
    void getOneSessionAmongThemIfTheyComeWithTheSameKey() {
        var joined = joinAtOnce("8 bytes!");
        assertThat(joined).extracting(Joined::id).containsOnly(joined.get(0).id());
        assertThat(joined).filteredOn(person -> !person.repeated()).hasSize(1);
        assertThat(bench.figures().waiting()).isEqualTo(2);
    }

    private List<Joined> joinAtOnce(String hash) {
        bench.sessions.join(Optional.empty());
        var calls = new ArrayList<CompletableFuture<JoinOutcome>>();
        for (int i = 0; i < PEOPLE; i++) {
            calls.add(bench.sessions.join(Optional.ofNullable(hash).map(String::getBytes)));
        }
        return calls.stream().map(call -> (Joined) call.join()).toList();
    }
}
