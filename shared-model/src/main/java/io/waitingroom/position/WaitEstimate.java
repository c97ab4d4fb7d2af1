package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.RoomFigures;
import java.util.Optional;

/**
 * How long those who wait may still have to, by what the room measured of itself. Free slots are filled at the pace; the
 * rest wait for sessions to end (turnover), never faster than the pace; people ahead may walk away.
 *
 * <p>Turnover is the chance per second that an ACTIVE session ends, times the slots. The range lies between what the fast
 * and the slow average say, wider by the chance of the ends themselves (Poisson) and of what was measured.
 */
final class WaitEstimate {
    /** How many standard deviations a range reaches to either side. */
    private static final double REACH = 1.6;
    /** How many events the fast average is given of the slow one's kind, so that few events do not say too much. */
    private static final double PRIOR_EVENTS = 2;
    /** By how much filling free slots may be slower than the pace: ticks, and steps of a granter. */
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
        fast = slow == 0 ? 0 : shrunk(averages.fast(), slow);
        departures = averages.departures().perSecond();
    }

    private static double shrunk(Frequency fast, double slow) {
        return (fast.events() + PRIOR_EVENTS) / (fast.seconds() + PRIOR_EVENTS / slow);
    }

    /** Of a place, where 1 is next; empty where nothing was measured yet that it could be based on. */
    Optional<WaitRange> of(long position) {
        var ends = position - (figures.capacity() - figures.active());
        if (figures.activations() == 0 || ends > 0 && slow == 0) {
            return Optional.empty();
        }
        var atPace = leaving(position / pace.mostPerSecond(), departures);
        // A window may have begun, and those in it are admitted at once.
        var atPaceAtLeast = leaving(Math.max(0, position - pace.batchSize()) / pace.mostPerSecond(), departures);
        var atPaceAtMost = atPace * PACE_LEEWAY + PACE_LEEWAY_SECONDS;
        if (ends <= 0) {
            return Optional.of(WaitRange.around(atPace, atPaceAtLeast, atPaceAtMost));
        }
        var spread = Math.exp(REACH * Math.sqrt(1.0 / ends + variance()));
        var likely = afterEnds(ends, Math.sqrt(fast * slow), departures);
        var least = afterEnds(ends, Math.max(fast, slow), departures) / spread;
        var most = afterEnds(ends, Math.min(fast, slow), departures / 2) * spread;
        return Optional.of(WaitRange.around(
                Math.max(atPace, likely), Math.max(atPaceAtLeast, least), Math.max(atPaceAtMost, most)));
    }

    /** Of what was measured, relative: of n random events. */
    private double variance() {
        return Math.min(1, 1 / figures.averages().slow().events());
    }

    private double afterEnds(double ends, double perSession, double leave) {
        return leaving(ends / (perSession * figures.capacity()), leave);
    }

    /** A wait of so many seconds, shortened by those ahead who walk away: of p who wait at rate h, in T seconds
     *  p e^-hT are left, and the solution of dp/dt = -m - h p is T = ln(1 + h p / m) / h. */
    private static double leaving(double seconds, double perPerson) {
        return perPerson > 0 ? Math.log1p(perPerson * seconds) / perPerson : seconds;
    }
}
