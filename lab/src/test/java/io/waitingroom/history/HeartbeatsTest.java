package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final String A = id(3);
    private static final String WHAT = "ticket 3 (0000abcd) expired although its client sent heartbeats as told";

    // Acknowledged at 1000 ms, with a heartbeat interval of one second.
    private final Recording room = good().at(990).joinsInTrail(A).taking(0).acknowledged(A, "");

    @Test
    void anExpiryDespiteHeartbeatsIsAViolation() {
        assertBroken(
                room.at(3_000)
                        .heartbeats(A, "WAITING", 1)
                        .at(5_000)
                        .heartbeats(A, "WAITING", 1)
                        .at(7_000)
                        .expires(A),
                "life",
                WHAT,
                "JOIN",
                "3.000-3.000 s HEARTBEAT",
                "5.000-5.000 s HEARTBEAT",
                "7.000 s ticket 3 (0000abcd) WAITING -> EXPIRED");
    }

    @Test
    void aSessionMayExpireWhenItsFirstHeartbeatIsTooLate() {
        assertHolds(room.at(3_001).heartbeats(A, "WAITING", 1).at(5_000).expires(A));
    }

    @Test
    void aSessionMayExpireAfterALongPause() {
        assertHolds(room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(5_001)
                .heartbeats(A, "WAITING", 1)
                .at(5_100)
                .expires(A));
    }

    @Test
    void aSessionMayExpireWhenHeartbeatsStop() {
        assertHolds(room.at(3_000).heartbeats(A, "WAITING", 1).at(5_001).expires(A));
    }

    @Test
    void aSessionMayExpireWithoutHeartbeats() {
        assertHolds(reportedInterval(1).at(1_100).expires(A));
    }

    @Test
    void aHeartbeatAfterTheExpiryDoesNotCount() {
        assertHolds(reportedInterval(1).at(1_100).expires(A).answers(Kind.HEARTBEAT, A, 503, ""));
    }

    @Test
    void aSessionMayExpireWhenNoIntervalWasGiven() {
        assertHolds(room.answers(Kind.HEARTBEAT, A, 503, "").at(1_100).expires(A));
    }

    @Test
    void refusedAndUnansweredAttemptsCount() {
        assertBroken(
                room.at(3_000)
                        .heartbeats(A, "WAITING", 1)
                        .at(5_000)
                        .answers(Kind.HEARTBEAT, A, 503, "")
                        .at(7_000)
                        .getsNoAnswer(Kind.HEARTBEAT, A)
                        .at(9_000)
                        .expires(A),
                "life",
                WHAT);
    }

    @Test
    void theLatestIntervalHolds() {
        assertHolds(room.at(2_000)
                .heartbeats(A, "WAITING", 1)
                .heartbeats(A, "WAITING", 0.1)
                .at(2_300)
                .expires(A));
        assertBroken(
                good().at(990)
                        .joinsInTrail(A)
                        .taking(0)
                        .acknowledged(A, "")
                        .at(2_000)
                        .heartbeats(A, "WAITING", 1)
                        .heartbeats(A, "WAITING", 5)
                        .at(12_000)
                        .expires(A),
                "life",
                WHAT);
    }

    @Test
    void aSessionIsNotCheckedOnceItsClientKnowsTheEnd() {
        assertHolds(room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(4_000)
                .answers(Kind.HEARTBEAT, A, 409, "EXPIRED")
                .expires(A));
    }

    @Test
    void lostHeartbeatsDoNotCount() {
        assertHolds(room.at(2_000)
                .heartbeats(A, "WAITING", 1)
                .losesWrites()
                .at(4_000)
                .expires(A));
    }

    @Test
    void heartbeatsAfterALossCount() {
        assertBroken(
                room.at(2_000)
                        .heartbeats(A, "WAITING", 1)
                        .losesWrites()
                        .answers(Kind.HEARTBEAT, A, 503, "")
                        .heartbeats(A, "WAITING", 1)
                        .at(4_000)
                        .expires(A),
                "life",
                WHAT);
    }

    @Test
    void aLaterIntervalDoesNotExcuseAnEarlierPause() {
        assertHolds(reportedInterval(0.1)
                .at(2_000)
                .heartbeats(A, "WAITING", 5)
                .at(3_000)
                .expires(A));
    }

    @Test
    void aPollIsNoHeartbeat() {
        assertHolds(room.at(2_000)
                .heartbeats(A, "WAITING", 1)
                .at(3_500)
                .polls(A, "WAITING")
                .at(5_000)
                .expires(A));
    }

    @Test
    void heartbeatsBeforeALossMayHaveGoneToAnOldPrimary() {
        assertHolds(
                room.at(2_000).heartbeats(A, "WAITING", 1).at(3_000).expires(A).losesWrites());
    }

    @Test
    void aRefusedAttemptAfterALossRenewsNothing() {
        assertHolds(room.at(2_000)
                .heartbeats(A, "WAITING", 1)
                .losesWrites()
                .answers(Kind.HEARTBEAT, A, 503, "")
                .at(3_000)
                .expires(A));
    }

    private Recording reportedInterval(double after) {
        return room.call(Kind.POLL, A, new Answered(200, A, "WAITING", after, 1, room.asOf()));
    }
}
