package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String C = id(5);

    private final Recording room = good().joins(A).joins(B).joins(C);

    @Test
    void anOvertakenSessionIsReportedOnce() {
        assertBroken(
                room.activates(B).activates(C).leaves(B).leaves(C).activates(A).leaves(A),
                "order",
                "ticket 4 (0000abcd) became ACTIVE while ticket 3 (0000abcd) was WAITING",
                "ticket 3 (0000abcd) new -> WAITING",
                "ticket 4 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void anEndedSessionIsNotOvertaken() {
        assertHolds(room.leaves(A).expires(B).activates(C).leaves(C));
    }

    @Test
    void aLostRoomsSessionsAreNotOvertakenByTheNextRooms() {
        var newSession = id(1, 0xef);
        assertHolds(room.activates(A)
                .leaves(A)
                .losesRoom()
                .answers(Call.Kind.POLL, B, 404, "")
                .answers(Call.Kind.POLL, C, 404, "")
                .leader(2, 2)
                .joins(newSession)
                .activates(newSession)
                .leaves(newSession));
    }
}
