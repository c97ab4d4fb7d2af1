package io.waitingroom.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Requires that a session becomes ACTIVE soon after the end of the fault, within the time of a lease plus two seconds. */
final class Resumes implements Invariant {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "resumes";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var history = evidence.history();
        var limit = history.lease().plus(GRACE);
        var first = firstActivation(history);
        if (first.isEmpty()) {
            return List.of(new Finding("nobody became ACTIVE after the fault was over", lastEvents(history.trail())));
        }
        var took = Duration.ofNanos(first.get().latest() - history.faultEnd());
        if (took.compareTo(limit) <= 0) {
            return List.of();
        }
        var what = "%s was the first to become ACTIVE, %d ms after the fault was over; %d ms are allowed";
        return List.of(new Finding(
                what.formatted(first.get().holder(), took.toMillis(), limit.toMillis()), List.of(first.get())));
    }

    /** Returns the time from the end of the fault to the next activation. */
    static Optional<Duration> resumed(History history) {
        return firstActivation(history).map(step -> Duration.ofNanos(step.latest() - history.faultEnd()));
    }

    private static Optional<Event.Transition> firstActivation(History history) {
        return history.trail().stream()
                .filter(Event.Transition.class::isInstance)
                .map(Event.Transition.class::cast)
                .filter(step -> step.to().equals(Replay.ACTIVE) && step.latest() >= history.faultEnd())
                .min(Comparator.comparingLong(Event::latest));
    }

    private static List<Event> lastEvents(List<Event> trail) {
        return trail.subList(Math.max(0, trail.size() - 5), trail.size());
    }
}
