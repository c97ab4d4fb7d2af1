package io.waitingroom.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final int BLOCK = 1 << 16;

    @Test
    void nobodyHasDepartedWhereNothingIsKnown() {
        assertThat(Departures.NONE.has(1)).isFalse();
        assertThat(Departures.NONE.between(1, 10_000_000)).isZero();
    }

    @Test
    void countsThoseBetweenTwoTicketsWithoutTheLatter() {
        var departures = Departures.NONE.plus(0, 0, log(3, 5, 9));
        assertThat(departures.between(3, 9)).isEqualTo(2);
        assertThat(departures.between(4, 10)).isEqualTo(2);
        assertThat(departures.between(6, 9)).isZero();
    }

    @Test
    void countsAcrossLogsAndPastTheLastOne() {
        var departures = Departures.NONE.plus(2, 0, log(0, 65_535)).plus(4, 0, log(7));
        assertThat(departures.between(1, 2 * BLOCK + 1)).isEqualTo(1);
        assertThat(departures.between(2 * BLOCK + 1, 4 * BLOCK + 8)).isEqualTo(2);
        assertThat(departures.between(1, 100L * BLOCK)).isEqualTo(3);
    }

    @Test
    void newsAreAddedToWhatIsKnownAndTheSameNewsTwiceAreOne() {
        var once = Departures.NONE.plus(0, 0, log(1, 2));
        var departures = once.plus(0, 4, log(3)).plus(0, 4, log(3));
        assertThat(departures.between(1, 4)).isEqualTo(3);
        assertThat(departures.known()).containsExactly(Map.entry(0, 6));
        assertThat(once.has(3)).isFalse();
    }

    @Test
    void halfAnEntryIsReadAgain() {
        var departures = Departures.NONE.plus(0, 0, new byte[] {0, 9, 0});
        assertThat(departures.known()).containsEntry(0, 2);
        assertThat(departures.between(0, BLOCK)).isEqualTo(1);
    }

    @Test
    void logsThatTheFrontHasPassedAreForgottenAndNoOthers() {
        var departures = Departures.NONE.plus(0, 0, log(5)).plus(1, 0, log(0));
        assertThat(departures.beyond(BLOCK - 2).known()).containsOnlyKeys(0, 1);
        assertThat(departures.beyond(BLOCK - 1).known()).containsOnlyKeys(1);
        assertThat(departures.beyond(BLOCK - 1).has(BLOCK)).isTrue();
        assertThat(departures.beyond(BLOCK - 1).between(BLOCK, BLOCK + 1)).isEqualTo(1);
    }

    @Test
    void agreesWithASetOnManyTickets() {
        var random = new Random(42);
        var departed = new TreeSet<Long>();
        var departures = Departures.NONE;
        for (int block = 0; block < 3; block++) {
            var tickets = random.ints(5000, 0, BLOCK).distinct().toArray();
            for (int ticket : tickets) {
                departed.add((long) block * BLOCK + ticket);
            }
            departures = departures.plus(block, 0, log(tickets));
        }
        for (int i = 0; i < 5000; i++) {
            var from = (long) random.nextInt(3 * BLOCK);
            var to = from + random.nextInt(3 * BLOCK);
            assertThat(departures.has(from)).isEqualTo(departed.contains(from));
            assertThat(departures.between(from, to))
                    .isEqualTo(departed.subSet(from, to).size());
        }
    }

    private static byte[] log(int... tickets) {
        var bytes = ByteBuffer.allocate(2 * tickets.length);
        IntStream.of(tickets).forEach(ticket -> bytes.putShort((short) ticket));
        return bytes.array();
    }
}
