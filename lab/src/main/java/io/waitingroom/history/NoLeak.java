package io.waitingroom.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A room that everybody has left holds nothing: no slot, no place, no memory. */
final class NoLeak implements Invariant {
    /** What an empty room may take more than before, where people had been in it: its counters become longer numbers. */
    private static final long SLACK = 150;

    /** The keys that a room has for itself. Every other one is somebody's. */
    private static final Set<String> OWN = Set.of("room", "stream", "due", "lease", "signing-key", "permit-keys");

    @Override
    public String name() {
        return "no-leak";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        ofRoom(evidence.history().rest(), findings);
        var replay = evidence.trail().rest();
        ofTrail(replay.waiting(), findings);
        ofTrail(replay.active(), findings);
        return findings;
    }

    private static void ofRoom(Rest rest, List<Finding> findings) {
        none(rest.active(), "slots taken", rest, findings);
        none(rest.waiting(), "sessions counted as WAITING", rest, findings);
        none(rest.stream(), "entries in the stream", rest, findings);
        none(rest.pending(), "entries pending", rest, findings);
        none(rest.tickets() - rest.left() - rest.expired(), "sessions neither LEFT nor EXPIRED", rest, findings);
        var more = bytes(rest.bytesAfter()) - bytes(rest.bytesBefore());
        none(Math.max(0, more - SLACK), "bytes more than slack allows", rest, findings);
        none(
                rest.bytesAfter().keySet().stream()
                        .filter(key -> !OWN.contains(key))
                        .count(),
                "keys of people",
                rest,
                findings);
    }

    private static long bytes(Map<String, Long> keys) {
        return keys.entrySet().stream()
                .filter(key -> OWN.contains(key.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void none(long number, String of, Rest rest, List<Finding> findings) {
        if (number != 0) {
            findings.add(new Finding("%d %s in a room that everybody has left".formatted(number, of), List.of(rest)));
        }
    }

    private static void ofTrail(Map<Person, Event.Transition> living, List<Finding> findings) {
        living.forEach((person, step) ->
                findings.add(new Finding("%s is %s at the end".formatted(person, step.to()), List.of(step))));
    }
}
