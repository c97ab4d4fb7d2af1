package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

/** How long a state may still be reported after it ended. */
class AnswerTimingTest {
    private static final String A = id(3);

    private final Recording room = good().joins(A).at(1_000);

    @Test
    void anActivationThatIsNotReportedWithinASecondIsAViolation() {
        assertHolds(room.activates(A).at(2_000).pollsPosition(A, 1, 4).leavesInTrail(A));
        assertBroken(
                good().joins(A)
                        .at(1_000)
                        .activates(A)
                        .at(2_001)
                        .pollsPosition(A, 1, 4)
                        .leavesInTrail(A),
                "truthful-status",
                "ticket 3 (0000abcd) was told WAITING although it was ACTIVE already",
                "POLL",
                "1.000 s ticket 3 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void aWaitingAnswerOneSecondAfterTheEndIsAViolation() {
        assertHolds(room.expires(A).at(2_000).pollsPosition(A, 1, 4));
        assertBroken(
                good().joins(A).at(1_000).expires(A).at(2_001).pollsPosition(A, 1, 4),
                "truthful-status",
                "was told WAITING although it was EXPIRED already");
    }

    @Test
    void aHeartbeatReportsTheActivationAtOnce() {
        assertBroken(
                room.activates(A)
                        .call(Kind.HEARTBEAT, A, new Answered(200, A, "WAITING", 1, 1, 4))
                        .leavesInTrail(A),
                "truthful-status",
                "was told WAITING although it was ACTIVE already");
    }

    @Test
    void anActiveAnswerHalfASecondAfterTheEndIsAViolation() {
        assertHolds(room.activates(A).at(2_000).expires(A).at(2_500).polls(A, "ACTIVE"));
        assertBroken(
                good().joins(A).activates(A).at(2_000).expires(A).at(2_501).polls(A, "ACTIVE"),
                "truthful-status",
                "ticket 3 (0000abcd) was told ACTIVE although it was EXPIRED already",
                "ACTIVE -> EXPIRED",
                "POLL");
    }

    @Test
    void aHeartbeatReportsTheEndAtOnce() {
        assertBroken(
                room.activates(A).expires(A).heartbeats(A, "ACTIVE", 1),
                "truthful-status",
                "was told ACTIVE although it was EXPIRED already");
    }

    @Test
    void anActiveAnswerBeforeTheActivationIsAViolation() {
        // The answer is read at 1005 ms.
        assertHolds(room.polls(A, "ACTIVE").at(1_015).activates(A).leavesInTrail(A));
        assertBroken(
                good().joins(A)
                        .at(1_000)
                        .polls(A, "ACTIVE")
                        .at(1_016)
                        .activates(A)
                        .leavesInTrail(A),
                "truthful-status",
                "was told ACTIVE before it was",
                "POLL");
    }

    @Test
    void anOverdueSessionMayBeReportedExpiredBeforeTheTrailShowsIt() {
        assertHolds(room.activates(A)
                .polls(A, "ACTIVE")
                .polls(A, "EXPIRED")
                .at(5_000)
                .expires(A));
    }

    @Test
    void aWaitingAnswerWithoutAPositionIsAViolation() {
        assertBroken(
                room.call(Kind.POLL, A, new Answered(200, A, "WAITING", 1)).leavesInTrail(A),
                "truthful-status",
                "was told WAITING and no position");
        assertBroken(
                good().joins(A)
                        .call(Kind.HEARTBEAT, A, new Answered(200, A, "WAITING", 1))
                        .leavesInTrail(A),
                "truthful-status",
                "was told WAITING and no position");
    }
}
