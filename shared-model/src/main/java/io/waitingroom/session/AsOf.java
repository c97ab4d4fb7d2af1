package io.waitingroom.session;

import java.util.Comparator;

/**
 * A moment in a room's history; of two moments of one room the greater is the later. Clients know it only as the signed
 * text that {@link AsOfCodec} makes of it.
 *
 * @param generation of the history; reserved for the history that begins where Redis lost data, always 0 so far
 * @param changes how many changes of state the room had seen
 * @param ticket that the room had given by then; reserved for sessions that join by way of another queue, always 0 so far
 */
public record AsOf(int generation, long changes, long ticket) implements Comparable<AsOf> {
    /** The moment that a client knows which was told nothing. */
    public static final AsOf NOTHING = after(0);

    static final int MAX_GENERATION = (1 << 16) - 1;
    static final long MAX = (1L << 48) - 1;

    /** Later than any room ever gets. */
    public static final AsOf LATEST = new AsOf(MAX_GENERATION, MAX, MAX);

    private static final Comparator<AsOf> ORDER = Comparator.comparingInt(AsOf::generation)
            .thenComparingLong(AsOf::changes)
            .thenComparingLong(AsOf::ticket);

    /** @throws IllegalArgumentException if a part is negative, or does not fit into the text */
    public AsOf {
        if ((generation & ~MAX_GENERATION) != 0 || ((changes | ticket) & ~MAX) != 0) {
            throw new IllegalArgumentException("no such moment: %d, %d, %d".formatted(generation, changes, ticket));
        }
    }

    /** The moment at which the room had seen so many changes of state. */
    public static AsOf after(long changes) {
        return new AsOf(0, changes, 0);
    }

    /** Whether the other moment is later. */
    public boolean isBefore(AsOf other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(AsOf other) {
        return ORDER.compare(this, other);
    }
}
