package io.waitingroom.room;

/**
 * What a room measured of itself in room time, as averages whose past fades. Kept in Redis, moved on by each tick.
 *
 * @param fast how often ACTIVE sessions ended, about the last minute
 * @param slow the same, about the last ten minutes
 * @param admissions activations per second, about the last minute
 * @param departures how many sessions ended while WAITING, per second of one that waits, about the last ten minutes
 * @param blockedSince room time since which people wait and nobody is admitted, ms
 * @param patience how long that may last before it is far longer than usual, ms; 0 where nobody can say yet
 */
public record Averages(
        Frequency fast, Frequency slow, Frequency admissions, Frequency departures, long blockedSince, long patience) {

    /** A room that has measured nothing yet. */
    public static final Averages NONE =
            new Averages(Frequency.NONE, Frequency.NONE, Frequency.NONE, Frequency.NONE, 0, 0);

    /** Activations per minute, about the last minute. */
    public double admissionsPerMinute() {
        return admissions.perSecond() * 60;
    }

    /**
     * How often something happened.
     *
     * @param events how often it was seen; what is long past counts for less
     * @param seconds how long it was looked at: of the room, or of all sessions to which it could happen
     */
    public record Frequency(double events, double seconds) {
        private static final Frequency NONE = new Frequency(0, 0);

        /** How often it happens in a second; 0 where it was not looked at yet. */
        public double perSecond() {
            return seconds > 0 ? events / seconds : 0;
        }
    }
}
