package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoLeakTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, 3, 500, 1 sessions counted as WAITING",
        "0, 1, 0, 0, 3, 500, 1 slots taken",
        "0, 0, 1, 0, 3, 500, 1 entries in the stream",
        "0, 0, 0, 1, 3, 500, 1 entries pending",
        "0, 0, 0, 0, 4, 500, 1 sessions neither LEFT nor EXPIRED",
        "0, 0, 0, 0, 3, 1501, 1 bytes more than slack allows",
    })
    void whatAnEmptyRoomHoldsIsAViolation(
            long waiting, long active, long stream, long pending, long tickets, long bytes, String what) {
        var rest = new Rest(waiting, active, stream, pending, tickets, 2, 1, 500, bytes);
        assertBroken(good().rest(room -> rest), "no-leak", what, rest.toString());
    }

    @Test
    void aRoomMayTakeLessThanBeforeAndAThousandBytesMore() {
        assertHolds(good().rest(room -> new Rest(0, 0, 0, 0, 3, 2, 1, 500, 100)));
        assertHolds(good().rest(room -> new Rest(0, 0, 0, 0, 3, 2, 1, 500, 1_500)));
    }

    @Test
    void whoWaitsForEverIsAViolation() {
        assertBroken(
                good().born(id(3)),
                "no-leak",
                "ticket 3 (0000abcd) is WAITING at the end",
                "ticket 3 (0000abcd) new ->");
    }

    @Test
    void whoIsActiveForEverIsAViolation() {
        assertBroken(
                good().born(id(3)).activates(id(3)),
                "no-leak",
                "ticket 3 (0000abcd) is ACTIVE at the end",
                "WAITING -> ACTIVE");
    }
}
