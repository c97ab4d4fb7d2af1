package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResumesTest {
    private static final String A = id(3);
    private static final long END = 10_000;
    private static final long LATEST = END + 1_000 + 2_000;

    private final Recording room = good().joins(A).at(END).faultEnds();

    @Test
    void aLateFirstActivationIsAViolation() {
        assertBroken(
                room.at(LATEST + 1).activates(A).leaves(A),
                "resumes",
                "ticket 3 (0000abcd) was the first to become ACTIVE, 3001 ms after",
                "13.001 s ticket 3 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void theFirstActivationInTimeIsReported() {
        room.at(LATEST).activates(A).leaves(A);
        assertHolds(room);
        assertThat(room.check().tally().resumed()).contains(Duration.ofSeconds(3));
    }

    @Test
    void noActivationIsAViolation() {
        assertBroken(room.leaves(A), "resumes", "nobody became ACTIVE after the fault was over", "ticket 3");
        assertThat(room.check().tally().resumed()).isEmpty();
    }
}
