package io.waitingroom.session;

import java.util.Comparator;

/**
 * A moment in the history of a room. Two moments of one room can be compared: the greater moment is later. Clients
 * receive a moment only as the signed text that {@link AsOfCodec} writes.
 *
 * @param generation tells which history of the room this is; always 0 so far. Greater numbers are reserved for a
 *     history that starts again after Redis has lost data
 * @param changes the number of state changes in the room up to this moment
 * @param ticket always 0 so far. It is reserved for joins that come through another queue. Then it will be the last
 *     ticket that the room had issued
 */
public record AsOf(int generation, long changes, long ticket) implements Comparable<AsOf> {
    /** The start of the history. It is also the moment of a client that has not received any moment yet. */
    public static final AsOf NOTHING = after(0);

    static final int MAX_GENERATION = (1 << 16) - 1;
    static final long MAX = (1L << 48) - 1;

    /** A moment that is later than any moment that a room can reach. */
    public static final AsOf LATEST = new AsOf(MAX_GENERATION, MAX, MAX);

    private static final Comparator<AsOf> ORDER = Comparator.comparingInt(AsOf::generation)
            .thenComparingLong(AsOf::changes)
            .thenComparingLong(AsOf::ticket);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is negative, or too large for the text
     */
    public AsOf {
        if ((generation & ~MAX_GENERATION) != 0 || ((changes | ticket) & ~MAX) != 0) {
            throw new IllegalArgumentException("no such moment: %d, %d, %d".formatted(generation, changes, ticket));
        }
    }

    /** Returns the moment after this many state changes. */
    public static AsOf after(long changes) {
        return new AsOf(0, changes, 0);
    }

    /** Returns whether this moment is earlier than the other moment. */
    public boolean isBefore(AsOf other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(AsOf other) {
        return ORDER.compare(this, other);
    }
}
