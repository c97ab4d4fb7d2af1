package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.TestRedis;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatTest {
    private static final SessionId ID = new SessionId(1, 1, 1);
    private static final Lease LEASE = new Lease("a", 1);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    static Stream<Named<Consumer<ScriptBench>>> steps() {
        return Stream.of(
                Named.of("join", bench -> bench.sessions.join(Optional.empty()).join()),
                Named.of("view", bench -> bench.sessions.view(ID).join()),
                Named.of("heartbeat", bench -> bench.sessions.heartbeat(ID).join()),
                Named.of("leave", bench -> bench.sessions.leave(ID).join()),
                Named.of("lead", bench -> bench.lead("b")),
                Named.of("tick", bench -> bench.room.tick(LEASE, ScriptBench.LEASE, ScriptBench.LEASE)),
                Named.of("grant", bench -> bench.room.grant(LEASE)),
                Named.of("sweep", bench -> bench.room.sweep(LEASE)),
                Named.of(
                        "snapshot",
                        bench -> bench.snapshots.read(Optional.empty()).join()),
                Named.of("figures", bench -> bench.figures()));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void roomOfAnotherFormatIsRefusedAndNotChanged(Consumer<ScriptBench> step) {
        bench.join();
        bench.raw.hset(ScriptBench.KEYS.room(), "format", "1");
        var before = Snapshot.of(bench.raw);
        assertThatThrownBy(() -> step.accept(bench))
                .satisfiesAnyOf(
                        error -> assertThat(error).isInstanceOf(RedisUnavailableException.class),
                        error -> assertThat(error).hasCauseInstanceOf(RedisUnavailableException.class))
                .hasMessageContaining("FORMAT the room has format 1");
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
    }
}
