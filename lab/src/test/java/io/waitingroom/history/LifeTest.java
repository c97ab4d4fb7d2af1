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
    void whoIsActivatedTwiceIsAViolation() {
        assertBroken(
                good().joins(A).activates(A).activates(A).leaves(A),
                "life",
                "ticket 3 (0000abcd) was activated twice",
                "ticket 3 (0000abcd) WAITING -> ACTIVE",
                "ticket 3 (0000abcd) ACTIVE -> ACTIVE");
    }

    @Test
    void whoIsActivatedTwiceFromWaitingIsAViolation() {
        assertBroken(
                good().joins(A).activates(A).steps(A, "WAITING", "ACTIVE").leaves(A), "life", "was activated twice");
    }

    @ParameterizedTest
    @CsvSource({"LEFT", "EXPIRED"})
    void whoComesBackAfterTheEndIsAViolation(String end) {
        assertBroken(
                good().joins(A)
                        .steps(A, "WAITING", end)
                        .steps(A, "WAITING", "ACTIVE")
                        .ends(A),
                "life",
                "ticket 3 (0000abcd) was " + end + " and came back as ACTIVE",
                "WAITING -> " + end,
                "WAITING -> ACTIVE");
    }

    @Test
    void whoJoinsAgainAfterTheEndIsAViolation() {
        assertBroken(good().joins(A).expires(A).steps(A, "", "WAITING").ends(A), "life", "came back as WAITING");
    }

    @Test
    void whoIsActiveWithoutAJoinIsAViolation() {
        assertBroken(
                good().activates(A).ends(A),
                "life",
                "ticket 3 (0000abcd) became ACTIVE without a join",
                "ticket 3 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void anotherHolderOfAPlaceIsNotTheOneWhoJoined() {
        assertBroken(
                good().joins(A).leaves(A).activates(id(3, 0xef)).ends(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }

    @Test
    void whoIsActiveBeforeWaitingIsAViolation() {
        assertBroken(good().steps(A, "", "ACTIVE").ends(A), "life", "became ACTIVE without a join", "new -> ACTIVE");
    }

    @Test
    void aStepThatDoesNotBeginWhereTheSessionIsIsAViolation() {
        assertBroken(
                good().joins(A).steps(A, "ACTIVE", "LEFT"),
                "life",
                "ticket 3 (0000abcd) was WAITING and went from 'ACTIVE' to LEFT");
    }

    @Test
    void aStepBackIsAViolation() {
        assertBroken(
                good().joins(A).activates(A).steps(A, "ACTIVE", "WAITING").ends(A),
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
    void anAcknowledgedIdThatNobodyCanReadIsAViolation() {
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
    void whatBeginsAtTheEndIsAViolation() {
        assertBroken(
                good().joins(A).leaves(A).steps(A, "LEFT", "EXPIRED"), "life", "was LEFT and came back as EXPIRED");
    }
}
