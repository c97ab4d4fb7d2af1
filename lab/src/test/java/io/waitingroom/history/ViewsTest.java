package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewsTest {
    private static final String A = id(3);

    private final Recording room = good().joins(A);

    @ParameterizedTest
    @CsvSource({"ACTIVE", "EXPIRED"})
    void aStateThatNeverWasIsAViolation(String state) {
        assertBroken(
                room.polls(A, state).leaves(A),
                "own-state",
                "ticket 3 (0000abcd) was told " + state + ", which it never was",
                "POLL",
                "ticket 3 (0000abcd) WAITING -> LEFT");
    }

    @Test
    void anExpiredSessionNeverLeft() {
        assertBroken(room.polls(A, "LEFT").expires(A), "own-state", "was told LEFT, which it never was");
    }

    @Test
    void anAnswerMayComeBeforeTheTrailIsRead() {
        assertHolds(room.polls(A, "ACTIVE").activates(A).polls(A, "EXPIRED").expires(A));
    }

    @Test
    void aNotFoundForALivingSessionIsAViolation() {
        assertBroken(
                room.answers(Kind.POLL, A, 404, "").leavesInTrail(A),
                "own-state",
                "ticket 3 (0000abcd) was unknown before its end",
                "status=404",
                "WAITING -> LEFT");
    }

    @Test
    void anEndedSessionMayBeForgottenBeforeTheTrailIsRead() {
        assertHolds(room.polls(A, "EXPIRED").answers(Kind.POLL, A, 404, "").expires(A));
    }

    @Test
    void anAcknowledgedLeaveThatIsNotInTheTrailIsAViolation() {
        var lives = room.answers(Kind.LEAVE, A, 204, "").check().violations();
        assertThat(lives)
                .filteredOn(violation -> violation.invariant().equals("own-state"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.what())
                        .isEqualTo("ticket 3 (0000abcd) was told ENDED, which it never was"));
    }

    @Test
    void aLateLeaveFindsTheSessionExpired() {
        assertHolds(room.answers(Kind.LEAVE, A, 204, "").expires(A));
    }

    @Test
    void aHeartbeatRefusedForAnEndThatNeverWasIsAViolation() {
        assertBroken(
                room.activates(A).answers(Kind.HEARTBEAT, A, 409, "LEFT").expires(A),
                "own-state",
                "was told LEFT, which it never was",
                "status=409");
    }

    @Test
    void anAnswerForASessionWithoutAJoinIsAViolation() {
        assertBroken(
                good().polls(A, "WAITING"),
                "own-state",
                "ticket 3 (0000abcd) is answered for, and is in no trail",
                "POLL");
    }

    @Test
    void anIdWithoutASessionIsUnknown() {
        assertHolds(good().answers(Kind.POLL, A, 404, "").answers(Kind.POLL, "../?", 404, ""));
    }

    @Test
    void aRefusalReportsNoState() {
        assertHolds(room.activates(A)
                .polls(A, "ACTIVE")
                .answers(Kind.POLL, A, 503, "WAITING")
                .leaves(A));
    }

    @Test
    void anEndedSessionMayBeForgottenBeforeItsEndIsReported() {
        assertHolds(room.expires(A).answers(Kind.POLL, A, 404, ""));
    }
}
