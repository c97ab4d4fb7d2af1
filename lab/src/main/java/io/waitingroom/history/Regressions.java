package io.waitingroom.history;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Finds forbidden steps back: answers to a client that report less progress than an earlier answer to the same client. A step
 * back is forbidden in two cases. In the first case, the client sent back the token of the earlier answer, or a later token. In
 * the second case, the earlier answer is so old that even the oldest data allowed in the new answer is newer. Answers to
 * overlapping calls are not compared.
 */
final class Regressions {
    private final Comparator<Call> progress;
    private final ToLongFunction<Call> staleness;
    private final RunningMaximum byEnd;
    private final RunningMaximum byAsOf;
    private final Iterator<Call> byEndTime;
    private Call next;

    /**
     * Creates a search through these calls of one client.
     *
     * @param progress the order of calls by the progress that their answers report, least progress first
     * @param staleness a function from a call to the maximum age of the data in its answer, in nanoseconds
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

    /**
     * Checks the answer to a call. If the answer is a forbidden step back from an earlier answer, returns the call of the
     * earlier answer. The calls must be passed in the order of their start times.
     */
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
