package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

class EpochTest {
    private static final String A = id(3);

    @Test
    void aStepOfADeposedLeaderIsAViolation() {
        assertBroken(
                good().joins(A)
                        .leader(2, 2, 3)
                        .transitionsIn(1, A, "WAITING", "ACTIVE")
                        .leaves(A),
                "epoch",
                "ticket 3 (0000abcd) became ACTIVE in epoch 1, during epoch 2",
                "leader of epoch 2",
                "ticket 3 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void anEpochWithoutALeaderIsAViolation() {
        assertBroken(
                good().transitionsIn(9, A, "", "WAITING").expires(A), "epoch", "in epoch 9, during epoch 1", "epoch 9");
    }

    @Test
    void twoLeadersOfOneEpochAreAViolation() {
        assertBroken(
                good().leader(1, 3, 2),
                "epoch",
                "a leader of epoch 1 followed one of epoch 1",
                "capacity 2",
                "capacity 3");
    }

    @Test
    void aLeaderOfAnEarlierEpochIsAViolation() {
        assertBroken(
                good().leader(5, 2, 2).leader(4, 2, 2),
                "epoch",
                "a leader of epoch 4 followed one of epoch 5",
                "epoch 5");
    }

    @Test
    void aNewRoomMayBeginInAnEarlierEpochAndWithoutALeader() {
        assertHolds(good().leader(9, 2, 2)
                .losesRoom()
                .transitionsIn(0, A, "", "WAITING")
                .leader(5, 2, 1)
                .expires(A));
    }
}
