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
    void emptyDeparturesContainNoTicket() {
        assertThat(Departures.NONE.contains(1)).isFalse();
        assertThat(Departures.NONE.countBetween(1, 10_000_000)).isZero();
    }

    @Test
    void countIncludesTheFirstTicketAndExcludesTheLast() {
        var departures = Departures.NONE.withLog(0, 0, log(3, 5, 9));
        assertThat(departures.countBetween(3, 9)).isEqualTo(2);
        assertThat(departures.countBetween(4, 10)).isEqualTo(2);
        assertThat(departures.countBetween(6, 9)).isZero();
    }

    @Test
    void countSpansLogsAndGoesPastTheLastLog() {
        var departures = Departures.NONE.withLog(2, 0, log(0, 65_535)).withLog(4, 0, log(7));
        assertThat(departures.countBetween(1, 2 * BLOCK + 1)).isEqualTo(1);
        assertThat(departures.countBetween(2 * BLOCK + 1, 4 * BLOCK + 8)).isEqualTo(2);
        assertThat(departures.countBetween(1, 100L * BLOCK)).isEqualTo(3);
    }

    @Test
    void newBytesAreAddedOnceEvenIfReadTwice() {
        var once = Departures.NONE.withLog(0, 0, log(1, 2));
        var departures = once.withLog(0, 4, log(3)).withLog(0, 4, log(3));
        assertThat(departures.countBetween(1, 4)).isEqualTo(3);
        assertThat(departures.bytesRead()).containsExactly(Map.entry(0, 6));
        assertThat(once.contains(3)).isFalse();
    }

    @Test
    void incompleteEntryIsReadAgain() {
        var departures = Departures.NONE.withLog(0, 0, new byte[] {0, 9, 0});
        assertThat(departures.bytesRead()).containsEntry(0, 2);
        assertThat(departures.countBetween(0, BLOCK)).isEqualTo(1);
    }

    @Test
    void onlyLogsBehindTheFrontAreDropped() {
        var departures = Departures.NONE.withLog(0, 0, log(5)).withLog(1, 0, log(0));
        assertThat(departures.after(BLOCK - 2).bytesRead()).containsOnlyKeys(0, 1);
        assertThat(departures.after(BLOCK - 1).bytesRead()).containsOnlyKeys(1);
        assertThat(departures.after(BLOCK - 1).contains(BLOCK)).isTrue();
        assertThat(departures.after(BLOCK - 1).countBetween(BLOCK, BLOCK + 1)).isEqualTo(1);
    }

    @Test
    void countsAgreeWithASetForManyTickets() {
        var random = new Random(42);
        var departed = new TreeSet<Long>();
        var departures = Departures.NONE;
        for (int block = 0; block < 3; block++) {
            var tickets = random.ints(5000, 0, BLOCK).distinct().toArray();
            for (int ticket : tickets) {
                departed.add((long) block * BLOCK + ticket);
            }
            departures = departures.withLog(block, 0, log(tickets));
        }
        for (int i = 0; i < 5000; i++) {
            var from = (long) random.nextInt(3 * BLOCK);
            var to = from + random.nextInt(3 * BLOCK);
            assertThat(departures.contains(from)).isEqualTo(departed.contains(from));
            assertThat(departures.countBetween(from, to))
                    .isEqualTo(departed.subSet(from, to).size());
        }
    }

    private static byte[] log(int... tickets) {
        var bytes = ByteBuffer.allocate(2 * tickets.length);
        IntStream.of(tickets).forEach(ticket -> bytes.putShort((short) ticket));
        return bytes.array();
    }
}
