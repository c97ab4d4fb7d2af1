package io.waitingroom.position;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The departed tickets of a queue: tickets whose sessions ended before they were activated. This class counts the
 * departed tickets before a given ticket.
 *
 * <p>Redis keeps one append-only log of departed tickets for each block of 65,536 tickets. For each log, this class
 * keeps one bit for each ticket. For each 64-bit word, it also keeps the number of departed tickets in the words before
 * that word. Therefore the time of a count does not depend on the length of the queue. Immutable.
 */
public final class Departures {
    /** The departures of a queue in which no departure is known. */
    public static final Departures NONE = new Departures(0, new Log[0]);

    private static final int TICKETS_PER_LOG = 1 << 16;
    private static final int BITS = Long.SIZE;
    private static final int BYTES_EACH = 2;

    /** The number of the block that the first log covers. The logs cover consecutive blocks of tickets. */
    private final int first;

    private final Log[] logs;
    /**
     * For each log: the number of departed tickets in all logs before that log. The last item is the number in all
     * logs.
     */
    private final long[] before;

    private Departures(int first, Log[] logs) {
        this.first = first;
        this.logs = logs;
        this.before = new long[logs.length + 1];
        for (int i = 0; i < logs.length; i++) {
            before[i + 1] = before[i] + logs[i].size();
        }
    }

    /** The part of one log that was read so far. */
    private record Log(int bytes, long[] words, int[] before, int size) {
        static final Log EMPTY = new Log(0, new long[TICKETS_PER_LOG / BITS], new int[TICKETS_PER_LOG / BITS], 0);

        Log withLog(int from, byte[] newBytes) {
            var departed = words.clone();
            var tickets = ByteBuffer.wrap(newBytes);
            // A log may repeat entries that were read before. A truncated entry is read again, in full, next time.
            while (tickets.remaining() >= BYTES_EACH) {
                var ticket = Short.toUnsignedInt(tickets.getShort());
                departed[ticket / BITS] |= 1L << ticket;
            }
            var counts = new int[departed.length];
            var count = 0;
            for (int i = 0; i < departed.length; i++) {
                counts[i] = count;
                count += Long.bitCount(departed[i]);
            }
            return new Log(from + newBytes.length / BYTES_EACH * BYTES_EACH, departed, counts, count);
        }

        boolean contains(int ticket) {
            return (words[ticket / BITS] & 1L << ticket) != 0;
        }

        int countBefore(int ticket) {
            var lower = words[ticket / BITS] & (1L << ticket) - 1;
            return before[ticket / BITS] + Long.bitCount(lower);
        }
    }

    /** Returns the number of bytes that were read of each log. The key is the number of the log's block. */
    public SortedMap<Integer, Integer> bytesRead() {
        var bytesRead = new TreeMap<Integer, Integer>();
        IntStream.range(0, logs.length).forEach(i -> bytesRead.put(first + i, logs[i].bytes()));
        return bytesRead;
    }

    /**
     * Returns a copy that also includes new entries of one log.
     *
     * @param block the number of the log's block
     * @param from the offset of the new bytes in the log
     * @param newBytes the new entries: two bytes for each departed ticket
     */
    public Departures withLog(int block, int from, byte[] newBytes) {
        var low = logs.length == 0 ? block : Math.min(first, block);
        var high = logs.length == 0 ? block : Math.max(first + logs.length - 1, block);
        var all = new Log[high - low + 1];
        Arrays.fill(all, Log.EMPTY);
        System.arraycopy(logs, 0, all, logs.length == 0 ? 0 : first - low, logs.length);
        all[block - low] = all[block - low].withLog(from, newBytes);
        return new Departures(low, all);
    }

    /** Returns a copy without the logs whose tickets are all less than or equal to the given ticket. */
    public Departures after(long ticket) {
        var passed = (int) Math.min(Math.max(blockOf(ticket + 1) - first, 0), logs.length);
        return passed == 0 ? this : new Departures(first + passed, Arrays.copyOfRange(logs, passed, logs.length));
    }

    /** Returns whether this ticket departed. */
    public boolean contains(long ticket) {
        var log = blockOf(ticket) - first;
        return log >= 0 && log < logs.length && logs[(int) log].contains((int) (ticket % TICKETS_PER_LOG));
    }

    /** Counts the departed tickets from {@code from} (inclusive) to {@code to} (exclusive). */
    public long countBetween(long from, long to) {
        return countBefore(to) - countBefore(from);
    }

    private long countBefore(long ticket) {
        var log = blockOf(ticket) - first;
        if (log < 0) {
            return 0;
        }
        return log >= logs.length
                ? before[logs.length]
                : before[(int) log] + logs[(int) log].countBefore((int) (ticket % TICKETS_PER_LOG));
    }

    private static long blockOf(long ticket) {
        return ticket / TICKETS_PER_LOG;
    }
}
