package io.waitingroom.history;

import static io.waitingroom.history.Recording.id;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class CheckerTest {
    @Test
    void aGoodHistoryPasses() {
        Verdicts.assertHolds(Recording.good());
    }

    @Test
    void allInvariantsAreChecked() {
        assertThat(Recording.good().check().checked())
                .containsExactly(
                        "capacity", "life", "order", "no-leak", "epoch", "resumes", "own-state", "truthful-status");
    }

    @Test
    void theTimeIsNotQuadraticInTheSessions() {
        assertNotQuadratic(2_500, CheckerTest::manySessions);
    }

    @Test
    void theTimeIsNotQuadraticInTheCallsOfOneSession() {
        assertNotQuadratic(10_000, CheckerTest::manyCalls);
    }

    @Test
    void theTimeIsNotQuadraticInTheViolations() {
        assertNotQuadratic(10_000, CheckerTest::manyViolations);
    }

    @Test
    void theFirstThousandViolationsOfEachInvariantAreReported() {
        assertThat(manyViolations(2_000).check().violations().stream()
                        .collect(groupingBy(Violation::invariant, counting())))
                .isEqualTo(Map.of("capacity", 1_000L, "no-leak", 1_000L, "own-state", 1_000L));
    }

    @Test
    void aLargeGoodHistoryPasses() {
        Verdicts.assertHolds(manySessions(1_000));
        Verdicts.assertHolds(manyCalls(1_000));
    }

    private static void assertNotQuadratic(int few, IntFunction<Recording> history) {
        nanos(history.apply(few));
        var base = nanos(history.apply(few));
        assertThat(nanos(history.apply(10 * few))).isLessThan(50 * base);
    }

    private static long nanos(Recording recording) {
        var before = System.nanoTime();
        recording.check();
        return System.nanoTime() - before;
    }

    private static Recording manySessions(int sessions) {
        var recording = new Recording().leader(1, sessions);
        for (int i = 1; i <= sessions; i++) {
            recording.joins(id(i)).pollsPosition(id(i), i, 0);
        }
        recording.faultEnds();
        for (int i = 1; i <= sessions; i++) {
            recording.activates(id(i)).heartbeats(id(i), "ACTIVE", 1);
        }
        for (int i = 1; i <= sessions; i++) {
            recording.leaves(id(i));
        }
        return recording;
    }

    private static Recording manyCalls(int calls) {
        var recording = Recording.good().joins(id(3));
        for (int i = 0; i < calls; i++) {
            recording.heartbeats(id(3), "WAITING", 1);
        }
        return recording.activates(id(3)).leaves(id(3));
    }

    private static Recording manyViolations(int sessions) {
        var recording = new Recording().leader(1, 0);
        for (int i = 1; i <= sessions; i++) {
            recording.joinsInTrail(id(i)).activates(id(i)).polls(id(i), "LEFT");
        }
        return recording;
    }
}
