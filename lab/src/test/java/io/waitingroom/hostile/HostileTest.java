package io.waitingroom.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.process.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the attacks work and that the server withstands them. The program itself measures the latency of good clients. */
class HostileTest {
    private static final List<String> TESTED_ATTACKS = List.of(
            "slow-bodies",
            "chunk-extensions",
            "random-ids",
            "unbelievable-as-of",
            "streams-of-one",
            "joins-from-one-address");

    @Test
    void attacksGetOnlyAllowedResponses() throws Exception {
        try (var target = AttackedSystem.start()) {
            for (var attack : Hostile.all()) {
                if (TESTED_ATTACKS.contains(attack.name())) {
                    assertThat(Trial.run(attack, target, Duration.ofMillis(100), Duration.ofSeconds(1)))
                            .as(attack.name())
                            .satisfies(HostileTest::assertBorne);
                }
            }
        }
    }

    private static void assertBorne(Trial trial) {
        assertThat(trial.tally().requests()).isPositive();
        assertThat(trial.tally()).matches(tally -> tally.hasOnly(trial.attack().allowed()));
        assertThat(trial.good().calls()).isPositive();
        assertThat(trial).matches(it -> !it.exceedsRedisCalls());
        assertThat(trial.peak().connections()).isBetween(1, AttackedSystem.MAX_CONNECTIONS);
        assertThat(trial.victimUnharmed()).isTrue();
    }

    @Test
    void pollFloodAndHeartbeatsAreBothServed() throws Exception {
        try (var target = AttackedSystem.start()) {
            var id = target.join();
            var polls = new PollTally();
            var senders = new HeartbeatSenders(target.port(), List.of(id), Duration.ofMillis(20));
            try (senders;
                    var load = new PollLoad(target.port(), 20, List.of(id), polls)) {
                load.openLoop(1000, Duration.ofSeconds(1));
            }
            assertThat(polls.served()).isPositive();
            assertThat(polls.other()).isZero();
            assertThat(senders.answered()).isPositive();
            assertThat(senders.failures()).isEmpty();
        }
    }

    @Test
    void unknownAttackIsRejected() {
        assertThat(Program.run(new Hostile(), "--only=politeness")).isEqualTo(2);
    }
}
