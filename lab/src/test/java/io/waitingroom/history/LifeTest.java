package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeTest {
    private static final String A = id(3);

    @Test
    void aSecondActivationIsAViolation() {
        assertBroken(
                good().joins(A).activates(A).activates(A).leaves(A),
                "life",
                "ticket 3 (0000abcd) was activated twice",
                "ticket 3 (0000abcd) WAITING -> ACTIVE",
                "ticket 3 (0000abcd) ACTIVE -> ACTIVE");
    }

    @Test
    void aSecondActivationFromWaitingIsAViolation() {
        assertBroken(
                good().joins(A).activates(A).transitions(A, "WAITING", "ACTIVE").leaves(A),
                "life",
                "was activated twice");
    }

    @ParameterizedTest
    @CsvSource({"LEFT", "EXPIRED"})
    void anActivationAfterTheEndIsAViolation(String end) {
        assertBroken(
                good().joins(A)
                        .transitions(A, "WAITING", end)
                        .transitions(A, "WAITING", "ACTIVE")
                        .leavesInTrail(A),
                "life",
                "ticket 3 (0000abcd) was " + end + " and came back as ACTIVE",
                "WAITING -> " + end,
                "WAITING -> ACTIVE");
    }

    @Test
    void aJoinAfterTheEndIsAViolation() {
        assertBroken(
                good().joins(A).expires(A).transitions(A, "", "WAITING").leavesInTrail(A),
                "life",
                "came back as WAITING");
    }

    @Test
    void anActivationWithoutAJoinIsAViolation() {
        assertBroken(
                good().activates(A).leavesInTrail(A),
                "life",
                "ticket 3 (0000abcd) became ACTIVE without a join",
                "ticket 3 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void anotherHolderOfATicketNeedsAJoin() {
        assertBroken(
                good().joins(A).leaves(A).activates(id(3, 0xef)).leavesInTrail(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }

    @Test
    void aNewSessionThatIsActiveIsAViolation() {
        assertBroken(
                good().transitions(A, "", "ACTIVE").leavesInTrail(A),
                "life",
                "became ACTIVE without a join",
                "new -> ACTIVE");
    }

    @Test
    void aTransitionFromAnotherStateIsAViolation() {
        assertBroken(
                good().joins(A).transitions(A, "ACTIVE", "LEFT"),
                "life",
                "ticket 3 (0000abcd) was WAITING and went from 'ACTIVE' to LEFT");
    }

    @Test
    void aTransitionBackIsAViolation() {
        assertBroken(
                good().joins(A).activates(A).transitions(A, "ACTIVE", "WAITING").leavesInTrail(A),
                "life",
                "was ACTIVE and went from 'ACTIVE' to WAITING");
    }

    @Test
    void anAcknowledgedJoinThatIsNotInTheTrailIsAViolation() {
        assertBroken(
                good().acknowledged(A, "").answers(Kind.POLL, A, 404, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail",
                "JOIN",
                "POLL");
    }

    @Test
    void anUnreadableAcknowledgedIdIsAViolation() {
        assertBroken(good().acknowledged("?", ""), "life", "was acknowledged and is not in the trail", "JOIN");
    }

    @Test
    void aRefusedJoinNeedNotBeInTheTrail() {
        var refused = good().call(Kind.JOIN, "", new Answered(503, A, "", 0))
                .call(Kind.JOIN, "", new Answered(202, "", "", 0));
        assertHolds(refused.getsNoAnswer(Kind.JOIN, ""));
    }

    @Test
    void anAcknowledgedSessionWithoutAnEndIsAViolation() {
        assertThat(good().joins(A).check().violations())
                .filteredOn(violation -> violation.invariant().equals("life"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.what()).isEqualTo("ticket 3 (0000abcd) was acknowledged and has no end");
                    assertThat(violation.lines()).hasSize(2);
                });
    }

    @Test
    void aTransitionFromAnEndIsAViolation() {
        assertBroken(
                good().joins(A).leaves(A).transitions(A, "LEFT", "EXPIRED"),
                "life",
                "was LEFT and came back as EXPIRED");
    }
}
