package io.waitingroom.history;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stores calls under keys, and finds the greatest call whose key is not above a given key. A call is not needed if another call
 * is at least as great and has the same or a lower key. Such a call is dropped.
 */
final class RunningMaximum {
    private final TreeMap<Long, Call> maxima = new TreeMap<>();
    private final Comparator<Call> order;

    /**
     * Creates an empty store.
     *
     * @param order the order that decides which of two calls is greater
     */
    RunningMaximum(Comparator<Call> order) {
        this.order = order;
    }

    void add(long key, Call call) {
        if (greatestUpTo(key).filter(below -> order.compare(below, call) >= 0).isPresent()) {
            return;
        }
        var above = maxima.tailMap(key, true).entrySet().iterator();
        while (above.hasNext() && order.compare(above.next().getValue(), call) <= 0) {
            above.remove();
        }
        maxima.put(key, call);
    }

    Optional<Call> greatestUpTo(long key) {
        return Optional.ofNullable(maxima.floorEntry(key)).map(Map.Entry::getValue);
    }
}
