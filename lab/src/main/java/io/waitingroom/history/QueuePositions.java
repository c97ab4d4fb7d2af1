package io.waitingroom.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Computes positions in a queue. A position is the number of WAITING sessions up to and including a session, in the order of
 * their tickets.
 */
final class QueuePositions {
    private final Map<Holder, Integer> indexes = new HashMap<>();
    private final boolean[] waiting;
    // A binary indexed tree of the WAITING sessions (P. Fenwick, A New Data Structure for Cumulative Frequency Tables,
    // 1994).
    private final int[] sums;

    QueuePositions(Collection<Holder> holders) {
        holders.stream()
                .sorted(Comparator.comparingLong(Holder::ticket).thenComparing(Holder::nonce))
                .forEach(holder -> indexes.put(holder, indexes.size() + 1));
        waiting = new boolean[indexes.size() + 1];
        sums = new int[indexes.size() + 1];
    }

    boolean contains(Holder holder) {
        return indexes.containsKey(holder);
    }

    void set(Holder holder, boolean isWaiting) {
        var index = indexes.get(holder);
        if (waiting[index] != isWaiting) {
            waiting[index] = isWaiting;
            for (int i = index; i < sums.length; i += i & -i) {
                sums[i] += isWaiting ? 1 : -1;
            }
        }
    }

    boolean isWaiting(Holder holder) {
        return waiting[indexes.get(holder)];
    }

    /** Returns the number of WAITING sessions up to and including the session of this holder. */
    int countUpTo(Holder holder) {
        var count = 0;
        for (int i = indexes.get(holder); i > 0; i -= i & -i) {
            count += sums[i];
        }
        return count;
    }
}
