package io.waitingroom.history;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Of calls that each stand at some height, the furthest at most so high. What another outdoes from below is forgotten. */
final class Staircase {
    private final TreeMap<Long, Call> steps = new TreeMap<>();
    private final Comparator<Call> further;

    /** @param further the greater of two calls is the further one */
    Staircase(Comparator<Call> further) {
        this.further = further;
    }

    void add(long height, Call call) {
        if (atMost(height).filter(below -> further.compare(below, call) >= 0).isPresent()) {
            return;
        }
        var above = steps.tailMap(height, true).entrySet().iterator();
        while (above.hasNext() && further.compare(above.next().getValue(), call) <= 0) {
            above.remove();
        }
        steps.put(height, call);
    }

    Optional<Call> atMost(long height) {
        return Optional.ofNullable(steps.floorEntry(height)).map(Map.Entry::getValue);
    }
}
