package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.RoomFigures;
import java.util.Optional;

/**
 * Estimates the remaining wait from the averages that the room measured. Free slots are filled at the pace. The other
 * waiting sessions need ACTIVE sessions to end first (turnover), and are never admitted faster than the pace. Sessions
 * ahead may depart.
 *
 * <p>Turnover is the probability per second that an ACTIVE session ends, multiplied by the number of slots. The range
 * lies between the results of the fast and the slow average. It is widened by the randomness of the ends (Poisson) and
 * of the measurement.
 */
final class WaitEstimate {
    /** The number of standard deviations that a range extends to each side. */
    private static final double DEVIATIONS = 1.6;
    /**
     * The number of events at the slow average's rate that are added to the fast average, so that few observed events
     * do not weigh too much.
     */
    private static final double PRIOR_EVENTS = 2;
    /** How much slower than the pace free slots may be filled, because of ticks and steps of a granter. */
    private static final double PACE_LEEWAY = 1.25;

    private static final double PACE_LEEWAY_SECONDS = 2;

    private final RoomFigures figures;
    private final Pace pace;
    private final double fast;
    private final double slow;
    private final double departures;

    WaitEstimate(RoomFigures figures, Pace pace) {
        this.figures = figures;
        this.pace = pace;
        var averages = figures.averages();
        slow = averages.slow().perSecond();
        fast = slow == 0 ? 0 : withPrior(averages.fast(), slow);
        departures = averages.departures().perSecond();
    }

    private static double withPrior(Frequency fast, double slow) {
        return (fast.events() + PRIOR_EVENTS) / (fast.seconds() + PRIOR_EVENTS / slow);
    }

    /** Estimates the wait of a position, where 1 is next. Returns empty if the room has not measured enough yet. */
    Optional<WaitRange> of(long position) {
        var ends = position - (figures.capacity() - figures.active());
        if (figures.activations() == 0 || ends > 0 && slow == 0) {
            return Optional.empty();
        }
        var atPace = shortenedByDepartures(position / pace.maxPerSecond(), departures);
        // The current window may have just begun: its batch is admitted at once.
        var atPaceMin =
                shortenedByDepartures(Math.max(0, position - pace.batchSize()) / pace.maxPerSecond(), departures);
        var atPaceMax = atPace * PACE_LEEWAY + PACE_LEEWAY_SECONDS;
        if (ends <= 0) {
            return Optional.of(WaitRange.around(atPace, atPaceMin, atPaceMax));
        }
        var spread = Math.exp(DEVIATIONS * Math.sqrt(1.0 / ends + variance()));
        var likely = afterEnds(ends, Math.sqrt(fast * slow), departures);
        var min = afterEnds(ends, Math.max(fast, slow), departures) / spread;
        var max = afterEnds(ends, Math.min(fast, slow), departures / 2) * spread;
        return Optional.of(
                WaitRange.around(Math.max(atPace, likely), Math.max(atPaceMin, min), Math.max(atPaceMax, max)));
    }

    /** The relative variance of the measured rate: 1/n for n random events. */
    private double variance() {
        return Math.min(1, 1 / figures.averages().slow().events());
    }

    private double afterEnds(double ends, double endRate, double departureRate) {
        return shortenedByDepartures(ends / (endRate * figures.capacity()), departureRate);
    }

    /**
     * Shortens a wait of the given seconds by the departures of sessions ahead. Of p sessions that depart at rate h, p
     * e^-hT are left after T seconds. The solution of dp/dt = -m - h p is T = ln(1 + h p / m) / h.
     */
    private static double shortenedByDepartures(double seconds, double departureRate) {
        return departureRate > 0 ? Math.log1p(departureRate * seconds) / departureRate : seconds;
    }
}
