package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requires that a room holds nothing after all visitors have left: no slot, no place in the queue, no memory. */
final class NoLeak implements Invariant {
    /**
     * The number of bytes by which a used and empty room may be larger after a drill than before it. The room grows because its
     * counters become numbers with more digits.
     */
    private static final long SLACK = 150;

    /** The keys of the room itself. All other keys belong to sessions. */
    private static final Set<String> ROOM_KEYS = Set.of("room", "stream", "due", "lease", "signing-key", "permit-keys");

    @Override
    public String name() {
        return "no-leak";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        checkLeftovers(evidence.history().leftovers(), findings);
        var replay = evidence.trail().roomAtEnd();
        checkTrail(replay.waiting(), findings);
        checkTrail(replay.active(), findings);
        return findings;
    }

    private static void checkLeftovers(Leftovers leftovers, List<Finding> findings) {
        requireZero(leftovers.active(), "slots taken", leftovers, findings);
        requireZero(leftovers.waiting(), "sessions counted as WAITING", leftovers, findings);
        requireZero(leftovers.stream(), "entries in the stream", leftovers, findings);
        requireZero(leftovers.pending(), "entries pending", leftovers, findings);
        requireZero(
                leftovers.tickets() - leftovers.left() - leftovers.expired(),
                "sessions neither LEFT nor EXPIRED",
                leftovers,
                findings);
        var growth = bytes(leftovers.bytesAfter()) - bytes(leftovers.bytesBefore());
        requireZero(Math.max(0, growth - SLACK), "bytes more than slack allows", leftovers, findings);
        requireZero(
                leftovers.bytesAfter().keySet().stream()
                        .filter(key -> !ROOM_KEYS.contains(key))
                        .count(),
                "keys of people",
                leftovers,
                findings);
    }

    private static long bytes(Map<String, Long> keys) {
        return keys.entrySet().stream()
                .filter(key -> ROOM_KEYS.contains(key.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void requireZero(long number, String what, Leftovers leftovers, List<Finding> findings) {
        if (number != 0) {
            findings.add(
                    new Finding("%d %s in a room that everybody has left".formatted(number, what), List.of(leftovers)));
        }
    }

    private static void checkTrail(Map<Holder, Event.Transition> living, List<Finding> findings) {
        living.forEach((holder, step) ->
                findings.add(new Finding("%s is %s at the end".formatted(holder, step.to()), List.of(step))));
    }
}
