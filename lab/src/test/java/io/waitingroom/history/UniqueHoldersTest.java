package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

class UniqueHoldersTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String KEY = "an-idempotency-key";
    private static final String WHAT = "ticket 3 (0000abcd) had not ended when its Idempotency-Key was given ticket 4";

    private final Recording room = good().joinsInTrail(A).acknowledged(A, KEY);

    @Test
    void anAnswerWithAnotherSessionIsAViolation() {
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
    void oneSessionForTwoJoinsIsAViolation() {
        assertBroken(
                good().joins(A).acknowledged(A, "").leaves(A),
                "own-state",
                "ticket 3 (0000abcd) was given to more than one who joined",
                "JOIN");
        assertBroken(
                room.acknowledged(A, "another-key").leaves(A), "own-state", "more than one who joined", "another-key");
    }

    @Test
    void aRetriedJoinGetsTheSameSession() {
        assertHolds(room.acknowledged(A, KEY).leaves(A));
    }

    @Test
    void anotherSessionForARetriedJoinIsAViolation() {
        assertBroken(
                room.joinsInTrail(B).acknowledged(B, KEY).leaves(A).leaves(B),
                "own-state",
                WHAT,
                "JOIN " + KEY,
                "ticket 4 (0000abcd) new -> WAITING",
                "ticket 3 (0000abcd) WAITING -> LEFT");
    }

    @Test
    void anEndedSessionsKeyMayJoinAgain() {
        assertHolds(room.leaves(A).joinsInTrail(B).acknowledged(B, KEY).leaves(B));
    }

    @Test
    void anOverdueSessionsKeyMayJoinAgainBeforeTheExpiry() {
        assertHolds(room.at(1_000)
                .joinsInTrail(B)
                .acknowledged(B, KEY)
                .at(3_000)
                .expires(A)
                .leaves(B));
        assertBroken(
                good().joinsInTrail(A)
                        .acknowledged(A, KEY)
                        .at(1_000)
                        .joinsInTrail(B)
                        .acknowledged(B, KEY)
                        .at(3_001)
                        .expires(A)
                        .leaves(B),
                "own-state",
                WHAT);
    }

    @Test
    void aKeyMayBeForgottenAfterTenMinutes() {
        assertHolds(room.at(1_000_000)
                .joinsInTrail(B)
                .acknowledged(B, KEY)
                .leaves(A)
                .leaves(B));
    }

    @Test
    void aLostSessionsKeyMayJoinAgain() {
        var newSession = id(1, 0xef);
        assertHolds(room.losesRoom()
                .answers(Kind.POLL, A, 404, "")
                .leader(2, 2)
                .joinsInTrail(newSession)
                .acknowledged(newSession, KEY)
                .leaves(newSession));
    }

    @Test
    void theTrailDecidesWhichSessionAKeyGotFirst() {
        var slow = good().at(1_000).taking(500).acknowledged(B, KEY).taking(5).acknowledged(A, KEY);
        assertHolds(slow.joinsInTrail(A).leaves(A).joinsInTrail(B).leaves(B));
    }
}
