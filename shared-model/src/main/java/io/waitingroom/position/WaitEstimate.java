package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.RoomFigures;
import java.util.Optional;

/**
 * Estimates the remaining wait from the averages that the room measured. Free slots are filled at the pace. The other
 * waiting sessions must wait until ACTIVE sessions end (turnover), and are never admitted faster than the pace. The
 * wait becomes shorter if sessions ahead end before their turn (departures).
 *
 * <p>Turnover is the probability per second that one ACTIVE session ends, multiplied by the number of slots. One wait
 * is computed from the fast average of this probability, another wait from the slow average. The estimated range lies
 * between these two waits. The range is then widened, because sessions end at random (Poisson) and because the averages
 * are not exact.
 */
final class WaitEstimate {
    /** The number of standard deviations by which the range is widened on each side. */
    private static final double DEVIATIONS = 1.6;
    /**
     * The number of assumed events that are added to the fast average. The assumed events happen at the rate of the
     * slow average. As a result, a small number of observed events does not weigh too much.
     */
    private static final double PRIOR_EVENTS = 2;
    /**
     * The factor that is applied to the wait at the pace, for the upper bound. Free slots may be filled more slowly
     * than at the pace, because a granter acts in ticks and steps.
     */
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

    /**
     * Returns an estimate of the wait at this position, where the session at position 1 is the next to be activated.
     * Returns empty if the room has not measured enough yet.
     */
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

    /** Returns the relative variance of the measured rate, which is 1/n after n random events. */
    private double variance() {
        return Math.min(1, 1 / figures.averages().slow().events());
    }

    private double afterEnds(double ends, double endRate, double departureRate) {
        return shortenedByDepartures(ends / (endRate * figures.capacity()), departureRate);
    }

    /**
     * Returns the wait, shortened by the departures of sessions ahead. Let p be the position, m the number of
     * admissions per second, and h the departure rate of a session. Without admissions, p e^-hT of the p sessions are
     * left after T seconds. With admissions, dp/dt = -m - h p. Then the position reaches 0 at T = ln(1 + h p / m) / h.
     *
     * @param seconds the wait without departures, p / m
     * @param departureRate h, the departures of a session per second of waiting
     */
    private static double shortenedByDepartures(double seconds, double departureRate) {
        return departureRate > 0 ? Math.log1p(departureRate * seconds) / departureRate : seconds;
    }
}
