package io.waitingroom.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Once a fault is over, somebody becomes ACTIVE again within a lease and two seconds. */
final class Resumes implements Invariant {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "resumes";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var history = evidence.history();
        var most = history.lease().plus(GRACE);
        var first = first(history);
        if (first.isEmpty()) {
            return List.of(new Finding("nobody became ACTIVE after the fault was over", lastOf(history.trail())));
        }
        var took = Duration.ofNanos(first.get().seen() - history.faultEnd());
        if (took.compareTo(most) <= 0) {
            return List.of();
        }
        var what = "%s was the first to become ACTIVE, %d ms after the fault was over; %d ms are allowed";
        return List.of(new Finding(
                what.formatted(first.get().person(), took.toMillis(), most.toMillis()), List.of(first.get())));
    }

    /** From the end of the fault to the next activation seen. */
    static Optional<Duration> resumed(History history) {
        return first(history).map(step -> Duration.ofNanos(step.seen() - history.faultEnd()));
    }

    private static Optional<Event.Transition> first(History history) {
        return history.trail().stream()
                .filter(Event.Transition.class::isInstance)
                .map(Event.Transition.class::cast)
                .filter(step -> step.to().equals(Replay.ACTIVE) && step.seen() >= history.faultEnd())
                .min(Comparator.comparingLong(Event::seen));
    }

    private static List<Event> lastOf(List<Event> trail) {
        return trail.subList(Math.max(0, trail.size() - 5), trail.size());
    }
}
