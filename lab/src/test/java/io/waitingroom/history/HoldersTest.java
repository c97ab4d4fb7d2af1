package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

class HoldersTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String KEY = "an-idempotency-key";
    private static final String WHAT = "ticket 3 (0000abcd) had not ended when its Idempotency-Key was given ticket 4";

    private final Recording room = good().born(A).acknowledged(A, KEY);

    @Test
    void anotherSessionInAnAnswerIsAViolation() {
        assertBroken(
                room.joins(B)
                        .call(Kind.POLL, A, new Answered(200, B, "WAITING", 0, 1, room.asOf()))
                        .leaves(A)
                        .leaves(B),
                "own-state",
                "ticket 3 (0000abcd) was answered with another session",
                "session=" + B);
    }

    @Test
    void oneSessionForTwoWhoJoinIsAViolation() {
        assertBroken(
                good().joins(A).acknowledged(A, "").leaves(A),
                "own-state",
                "ticket 3 (0000abcd) was given to more than one who joined",
                "JOIN");
        assertBroken(
                room.acknowledged(A, "another-key").leaves(A), "own-state", "more than one who joined", "another-key");
    }

    @Test
    void aRepeatedJoinIsAnsweredWithTheSameSession() {
        assertHolds(room.acknowledged(A, KEY).leaves(A));
    }

    @Test
    void anotherSessionForARepeatedJoinIsAViolation() {
        assertBroken(
                room.born(B).acknowledged(B, KEY).leaves(A).leaves(B),
                "own-state",
                WHAT,
                "JOIN " + KEY,
                "ticket 4 (0000abcd) new -> WAITING",
                "ticket 3 (0000abcd) WAITING -> LEFT");
    }

    @Test
    void whoEndedMayJoinAgain() {
        assertHolds(room.leaves(A).born(B).acknowledged(B, KEY).leaves(B));
    }

    @Test
    void whoseDeadlinePassedMayJoinAgainBeforeTheSweep() {
        assertHolds(
                room.at(1_000).born(B).acknowledged(B, KEY).at(3_000).expires(A).leaves(B));
        assertBroken(
                good().born(A)
                        .acknowledged(A, KEY)
                        .at(1_000)
                        .born(B)
                        .acknowledged(B, KEY)
                        .at(3_001)
                        .expires(A)
                        .leaves(B),
                "own-state",
                WHAT);
    }

    @Test
    void aKeyMayBeForgottenAfterTenMinutes() {
        assertHolds(room.at(1_000_000).born(B).acknowledged(B, KEY).leaves(A).leaves(B));
    }

    @Test
    void whoWasLostMayJoinAgain() {
        var anew = id(1, 0xef);
        assertHolds(room.losesRoom()
                .answers(Kind.POLL, A, 404, "")
                .leader(2, 2)
                .born(anew)
                .acknowledged(anew, KEY)
                .leaves(anew));
    }

    @Test
    void whichSessionAKeyWasGivenFirstIsForTheTrailToSay() {
        var slow = good().at(1_000).taking(500).acknowledged(B, KEY).taking(5).acknowledged(A, KEY);
        assertHolds(slow.born(A).leaves(A).born(B).leaves(B));
    }
}
