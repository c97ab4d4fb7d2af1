package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoLeakTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, 3, 500, 1 sessions counted as WAITING",
        "0, 1, 0, 0, 3, 500, 1 slots taken",
        "0, 0, 1, 0, 3, 500, 1 entries in the stream",
        "0, 0, 0, 1, 3, 500, 1 entries pending",
        "0, 0, 0, 0, 4, 500, 1 sessions neither LEFT nor EXPIRED",
        "0, 0, 0, 0, 3, 651, 1 bytes more than slack allows",
    })
    void leftoversInAnEmptyRoomAreAViolation(
            long waiting, long active, long stream, long pending, long tickets, long bytes, String what) {
        var leftovers = new Leftovers(
                waiting, active, stream, pending, tickets, 2, 1, Map.of("room", 500L), Map.of("room", bytes));
        assertBroken(good().leftovers(room -> leftovers), "no-leak", what, leftovers.toString());
    }

    @Test
    void aRoomMayShrinkOrGrowByLongerNumbers() {
        assertHolds(takes(Map.of("room", 2_000L, "stream", 900L), Map.of("room", 2_000L)));
        assertHolds(
                takes(Map.of("room", 2_000L, "stream", 900L), Map.of("room", 2_040L, "stream", 900L, "lease", 60L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "i0:7", "active", "d0123abcd:0"})
    void aSessionsKeyIsAViolationHoweverSmall(String key) {
        assertBroken(
                takes(Map.of("room", 2_000L), Map.of("room", 2_000L, key, 60L)),
                "no-leak",
                "1 keys of people in a room that everybody has left",
                key + "=60");
    }

    private static Recording takes(Map<String, Long> before, Map<String, Long> after) {
        return good().leftovers(room -> new Leftovers(0, 0, 0, 0, 3, 2, 1, before, after));
    }

    @Test
    void aSessionThatWaitsForEverIsAViolation() {
        assertBroken(
                good().joinsInTrail(id(3)),
                "no-leak",
                "ticket 3 (0000abcd) is WAITING at the end",
                "ticket 3 (0000abcd) new ->");
    }

    @Test
    void aSessionThatIsActiveForEverIsAViolation() {
        assertBroken(
                good().joinsInTrail(id(3)).activates(id(3)),
                "no-leak",
                "ticket 3 (0000abcd) is ACTIVE at the end",
                "WAITING -> ACTIVE");
    }
}
