package io.waitingroom.history;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Finds calls of one client whose answers fall behind what it had been told before. An answer must not where the client
 * sent back what tells how far it had come, nor where it had come as far longer ago than an answer may be old. Answers to
 * calls that overlap have no order.
 */
final class Backwards {
    private final Comparator<Call> further;
    private final ToLongFunction<Call> staleness;
    private final Staircase byEnd;
    private final Staircase byAsOf;
    private final Iterator<Call> ends;
    private Call next;

    /**
     * @param further the greater of two calls is the one whose answer is further on
     * @param staleness how old an answer may be, in nanoseconds
     */
    Backwards(List<Call> calls, Comparator<Call> further, ToLongFunction<Call> staleness) {
        this.further = further;
        this.staleness = staleness;
        byEnd = new Staircase(further);
        byAsOf = new Staircase(further);
        calls.forEach(call -> byEnd.add(call.end(), call));
        ends = calls.stream().sorted(Comparator.comparingLong(Call::end)).iterator();
        next = following();
    }

    /** What this answer falls behind, if it does. Calls must be given in the order in which they began. */
    Optional<Call> outdoing(Call call) {
        while (next != null && next.end() < call.start()) {
            if (asOf(next) != Call.NONE) {
                byAsOf.add(asOf(next), next);
            }
            next = following();
        }
        return byAsOf.atMost(call.asOf())
                .filter(earlier -> isBehind(call, earlier))
                .or(() -> byEnd.atMost(call.start() - staleness.applyAsLong(call) - 1)
                        .filter(earlier -> isBehind(call, earlier)));
    }

    private boolean isBehind(Call call, Call earlier) {
        return further.compare(call, earlier) < 0;
    }

    private Call following() {
        return ends.hasNext() ? ends.next() : null;
    }

    private static long asOf(Call call) {
        return ((Call.Answered) call.answer()).asOf();
    }
}
