package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String C = id(5);

    private final Recording room = good().joins(A).joins(B).joins(C);

    @Test
    void oneMoreThanCapacityIsAViolation() {
        assertBroken(
                room.activates(A).activates(B).activates(C).leaves(A).leaves(B).leaves(C),
                "capacity",
                "ticket 5 (0000abcd) became ACTIVE as number 3, capacity is 2",
                "capacity 2,",
                "ticket 3 (0000abcd) WAITING -> ACTIVE",
                "ticket 4 (0000abcd) WAITING -> ACTIVE",
                "ticket 5 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void aSlotIsFreeAfterALeaveOrAnExpiry() {
        assertHolds(
                room.activates(A).activates(B).leaves(A).activates(C).expires(B).leaves(C));
    }

    @Test
    void aLowerCapacityEndsNoSession() {
        assertHolds(room.activates(A)
                .activates(B)
                .leader(2, 1, 5)
                .leaves(A)
                .leaves(B)
                .activates(C)
                .leaves(C));
    }

    @Test
    void aLowerCapacityHoldsForTheNextActivation() {
        assertBroken(
                room.activates(A)
                        .activates(B)
                        .leader(2, 1, 5)
                        .leaves(A)
                        .activates(C)
                        .leaves(B)
                        .leaves(C),
                "capacity",
                "ticket 5 (0000abcd) became ACTIVE as number 2, capacity is 1",
                "epoch 2 at",
                "ticket 4 (0000abcd) WAITING -> ACTIVE");
    }

    @Test
    void aHigherCapacityHoldsAtOnce() {
        assertHolds(room.leader(2, 3, 5)
                .activates(A)
                .activates(B)
                .activates(C)
                .leaves(A)
                .leaves(B)
                .leaves(C));
    }

    @Test
    void aLostRoomsSessionsHoldNoSlotInTheNext() {
        var one = id(1, 0xef);
        var two = id(2, 0xef);
        var next = room.activates(A).activates(B).leaves(C).losesRoom().leader(2, 2);
        next.answers(Kind.POLL, A, 404, "")
                .answers(Kind.POLL, B, 404, "")
                .joins(one)
                .joins(two);
        assertHolds(next.activates(one).activates(two).leaves(one).leaves(two));
    }
}
