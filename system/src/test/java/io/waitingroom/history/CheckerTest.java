package io.waitingroom.history;

import static io.waitingroom.history.Recording.id;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final int PEOPLE = 25_000;

    @Test
    void aGoodHistoryPasses() {
        Verdicts.assertHolds(Recording.good());
    }

    @Test
    void allInvariantsAreJudged() {
        assertThat(Recording.good().check().checked())
                .containsExactly("capacity", "life", "order", "no-leak", "epoch", "resumes", "own-state");
    }

    @Test
    void aHundredThousandCallsOfManyPeopleAreJudgedInSeconds() {
        var recording = new Recording().leader(1, PEOPLE);
        for (int i = 1; i <= PEOPLE; i++) {
            recording.joins(id(i)).polls(id(i), "WAITING");
        }
        recording.faultEnds();
        for (int i = 1; i <= PEOPLE; i++) {
            recording.activates(id(i)).heartbeats(id(i), "ACTIVE", 1);
        }
        for (int i = 1; i <= PEOPLE; i++) {
            recording.leaves(id(i));
        }
        assertJudgedInTime(recording);
    }

    @Test
    void aHundredThousandCallsOfOnePersonAreJudgedInSeconds() {
        var recording = Recording.good().joins(id(3));
        for (int i = 0; i < 4 * PEOPLE; i++) {
            recording.heartbeats(id(3), "WAITING", 1);
        }
        assertJudgedInTime(recording.activates(id(3)).leaves(id(3)));
    }

    @Test
    void ofAHundredThousandWrongsTheFirstThousandOfEachInvariantAreToldInSeconds() {
        var recording = new Recording().leader(1, 0);
        for (int i = 1; i <= 4 * PEOPLE; i++) {
            recording.born(id(i)).activates(id(i)).polls(id(i), "LEFT");
        }
        assertThat(timed(recording).stream().collect(groupingBy(Violation::invariant, counting())))
                .isEqualTo(Map.of("capacity", 1_000L, "no-leak", 1_000L, "own-state", 1_000L));
    }

    private static void assertJudgedInTime(Recording recording) {
        assertThat(timed(recording)).isEmpty();
    }

    private static List<Violation> timed(Recording recording) {
        return assertTimeout(Duration.ofSeconds(10), recording::check).violations();
    }
}
