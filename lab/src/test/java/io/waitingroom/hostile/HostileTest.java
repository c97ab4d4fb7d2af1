package io.waitingroom.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.process.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the attacks work, and that the server bears them. How long good clients wait is for the program to measure. */
class HostileTest {
    private static final List<String> SOME = List.of(
            "slow-bodies",
            "chunk-extensions",
            "random-ids",
            "unbelievable-as-of",
            "streams-of-one",
            "joins-from-one-address");

    @Test
    void attacksAreAnsweredAsTheyShouldBe() throws Exception {
        try (var target = AttackedSystem.start()) {
            for (var attack : Hostile.all()) {
                if (SOME.contains(attack.name())) {
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
    void aFloodOfLooksIsAnsweredAndHeartbeatsBesideItAreToo() throws Exception {
        try (var target = AttackedSystem.start()) {
            var id = target.join();
            var looks = new PollTally();
            var senders = new HeartbeatSenders(target.port(), List.of(id), Duration.ofMillis(20));
            try (senders;
                    var load = new PollLoad(target.port(), 20, List.of(id), looks)) {
                load.openLoop(1000, Duration.ofSeconds(1));
            }
            assertThat(looks.served()).isPositive();
            assertThat(looks.other()).isZero();
            assertThat(senders.answered()).isPositive();
            assertThat(senders.failures()).isEmpty();
        }
    }

    @Test
    void anAttackThatNobodyKnowsIsABadValue() {
        assertThat(Program.run(new Hostile(), "--only=politeness")).isEqualTo(2);
    }
}
