package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

/** Trails that begin when people wait already. */
class MiddleTest {
    private static final String A = id(3);

    private final Recording room = good().acknowledged(A, "").leader(2, 2, 3);

    @Test
    void whoseTicketWasGivenBeforeMayBeActivatedWithoutAJoin() {
        assertHolds(room.activates(A).leaves(A));
    }

    @Test
    void aTicketHasOneHolderAllTheSame() {
        assertBroken(
                room.activates(A).leaves(A).activates(id(3, 0xef)).ends(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }

    @Test
    void whoWasActiveBeforeIsAViolation() {
        assertBroken(room.steps(A, "ACTIVE", "LEFT"), "life", "ticket 3 (0000abcd) became LEFT without a join");
    }

    @Test
    void aTicketThatIsInTheTrailAlreadyIsNotUnknown() {
        assertBroken(
                room.leaves(A).activates(id(2, 0xef)).ends(id(2, 0xef)),
                "life",
                "ticket 2 (000000ef) became ACTIVE without a join");
    }

    @Test
    void whoLeftBeforeTheTrailBeganIsNotMissing() {
        assertHolds(new Recording()
                .acknowledged(A, "")
                .answers(Kind.LEAVE, A, 204, "")
                .polls(A, "LEFT")
                .leader(2, 2, 3)
                .answers(Kind.POLL, A, 404, "")
                .activates(id(2))
                .ends(id(2)));
    }

    @Test
    void whoDidNotLeaveBeforeTheTrailBeganIsMissing() {
        assertBroken(
                room.answers(Kind.POLL, A, 404, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void whoLeftAfterTheTrailBeganIsMissing() {
        assertBroken(
                room.answers(Kind.LEAVE, A, 503, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void anEarlierRoomsTicketsAreNotUnknown() {
        assertBroken(
                room.leaves(A).losesRoom().activates(id(3, 0xef)).ends(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }
}
