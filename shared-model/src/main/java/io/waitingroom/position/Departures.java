package io.waitingroom.position;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which tickets departed while they waited, and how many of them lie ahead of a given one: a bit for each ticket, and for
 * each word of bits how many come before it, so that the question costs the same however many wait. Immutable.
 */
public final class Departures {
    /** None known. */
    public static final Departures NONE = new Departures(0, new Log[0]);

    private static final int TICKETS_PER_LOG = 1 << 16;
    private static final int BITS = Long.SIZE;
    private static final int BYTES_EACH = 2;

    /** The logs of consecutive blocks of tickets, from the given one on. */
    private final int first;

    private final Log[] logs;
    /** How many departed in the logs before each. */
    private final long[] before;

    private Departures(int first, Log[] logs) {
        this.first = first;
        this.logs = logs;
        this.before = new long[logs.length + 1];
        for (int i = 0; i < logs.length; i++) {
            before[i + 1] = before[i] + logs[i].size();
        }
    }

    /** One log, as far as it was read. */
    private record Log(int bytes, long[] words, int[] before, int size) {
        static final Log EMPTY = new Log(0, new long[TICKETS_PER_LOG / BITS], new int[TICKETS_PER_LOG / BITS], 0);

        Log plus(int from, byte[] news) {
            var departed = words.clone();
            var tickets = ByteBuffer.wrap(news);
            // What was read before may come again; an entry that was torn is read whole next time.
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
            return new Log(from + news.length / BYTES_EACH * BYTES_EACH, departed, counts, count);
        }

        boolean has(int ticket) {
            return (words[ticket / BITS] & 1L << ticket) != 0;
        }

        int countBefore(int ticket) {
            var lower = words[ticket / BITS] & (1L << ticket) - 1;
            return before[ticket / BITS] + Long.bitCount(lower);
        }
    }

    /** How many bytes of each log are known, by its block. */
    public SortedMap<Integer, Integer> known() {
        var known = new TreeMap<Integer, Integer>();
        IntStream.range(0, logs.length).forEach(i -> known.put(first + i, logs[i].bytes()));
        return known;
    }

    /**
     * With what a log says further.
     *
     * @param block of the log
     * @param from at which of its bytes the news begin
     * @param news two bytes for each departed ticket
     */
    public Departures plus(int block, int from, byte[] news) {
        var low = logs.length == 0 ? block : Math.min(first, block);
        var high = logs.length == 0 ? block : Math.max(first + logs.length - 1, block);
        var all = new Log[high - low + 1];
        Arrays.fill(all, Log.EMPTY);
        System.arraycopy(logs, 0, all, logs.length == 0 ? 0 : first - low, logs.length);
        all[block - low] = all[block - low].plus(from, news);
        return new Departures(low, all);
    }

    /** Without the logs of tickets up to this one, as far as they hold nothing else. */
    public Departures beyond(long ticket) {
        var passed = (int) Math.min(Math.max(blockOf(ticket + 1) - first, 0), logs.length);
        return passed == 0 ? this : new Departures(first + passed, Arrays.copyOfRange(logs, passed, logs.length));
    }

    /** Whether this ticket departed. */
    public boolean has(long ticket) {
        var log = blockOf(ticket) - first;
        return log >= 0 && log < logs.length && logs[(int) log].has((int) (ticket % TICKETS_PER_LOG));
    }

    /** How many departed of the tickets from one on and before another. */
    public long between(long from, long to) {
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
