package io.waitingroom.history;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Finds answers to a client that fall behind one of its earlier answers. An answer may not fall behind an earlier one whose
 * token, or a later token, the client sent back. Nor may it fall behind an answer that came longer ago than an answer may be
 * stale. Answers to overlapping calls have no order.
 */
final class Regressions {
    private final Comparator<Call> progress;
    private final ToLongFunction<Call> staleness;
    private final RunningMaximum byEnd;
    private final RunningMaximum byAsOf;
    private final Iterator<Call> byEndTime;
    private Call next;

    /**
     * @param progress compares two calls by how far on their answers are
     * @param staleness how old the data of an answer may be, in nanoseconds
     */
    Regressions(List<Call> calls, Comparator<Call> progress, ToLongFunction<Call> staleness) {
        this.progress = progress;
        this.staleness = staleness;
        byEnd = new RunningMaximum(progress);
        byAsOf = new RunningMaximum(progress);
        calls.forEach(call -> byEnd.add(call.end(), call));
        byEndTime = calls.stream().sorted(Comparator.comparingLong(Call::end)).iterator();
        next = nextEnded();
    }

    /** Returns an earlier call that this answer falls behind, if there is one. Calls must come in the order of their start. */
    Optional<Call> earlierAhead(Call call) {
        while (next != null && next.end() < call.start()) {
            if (asOf(next) != Call.NONE) {
                byAsOf.add(asOf(next), next);
            }
            next = nextEnded();
        }
        return byAsOf.greatestUpTo(call.asOf())
                .filter(earlier -> isBehind(call, earlier))
                .or(() -> byEnd.greatestUpTo(call.start() - staleness.applyAsLong(call) - 1)
                        .filter(earlier -> isBehind(call, earlier)));
    }

    private boolean isBehind(Call call, Call earlier) {
        return progress.compare(call, earlier) < 0;
    }

    private Call nextEnded() {
        return byEndTime.hasNext() ? byEndTime.next() : null;
    }

    private static long asOf(Call call) {
        return ((Call.Answered) call.answer()).asOf();
    }
}
