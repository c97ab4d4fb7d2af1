package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
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

/** People whose joins Redis gets in one call: as many as ask while it is busy with somebody else's. */
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
                        LongStream.rangeClosed(1, PEOPLE).boxed().toList());
        assertThat(joined).allMatch(person -> bench.state(person.id()) == SessionState.WAITING);
        assertThat(bench.room.figures().waiting()).isEqualTo(PEOPLE);
        assertThat(bench.raw.xlen(bench.key("stream"))).isEqualTo(PEOPLE);
    }

    @Test
    void getOneSessionAmongThemIfTheyComeWithTheSameKey() {
        var joined = joinAtOnce("8 bytes!");
        assertThat(joined).extracting(Joined::id).containsOnly(joined.get(0).id());
        assertThat(joined).filteredOn(person -> !person.repeated()).hasSize(1);
        assertThat(bench.room.figures().waiting()).isEqualTo(1);
    }

    private List<Joined> joinAtOnce(String hash) {
        var calls = new ArrayList<CompletableFuture<? extends Object>>();
        for (int i = 0; i < PEOPLE; i++) {
            calls.add(bench.sessions.join(Optional.ofNullable(hash).map(String::getBytes)));
        }
        return calls.stream().map(call -> (Joined) call.join()).toList();
    }
}
