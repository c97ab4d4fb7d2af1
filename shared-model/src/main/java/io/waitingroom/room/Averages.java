package io.waitingroom.room;

/**
 * Averages that a room measures in room time, in which older values fade. They are stored in Redis; each tick updates
 * them.
 *
 * @param fast how often an ACTIVE session ends, over about the last minute
 * @param slow the same over about the last ten minutes
 * @param admissions activations per second, over about the last minute
 * @param departures how often a WAITING session ends without being activated, per second of waiting, over about the
 *     last ten minutes
 * @param blockedSince room time in ms since which sessions wait and none is admitted
 * @param patience how long that may last before it is unusually long, in ms; 0 while it is not known
 */
public record Averages(
        Frequency fast, Frequency slow, Frequency admissions, Frequency departures, long blockedSince, long patience) {

    /** The averages of a room that has measured nothing yet. */
    public static final Averages NONE =
            new Averages(Frequency.NONE, Frequency.NONE, Frequency.NONE, Frequency.NONE, 0, 0);

    /** Activations per minute, over about the last minute. */
    public double admissionsPerMinute() {
        return admissions.perSecond() * 60;
    }

    /**
     * The frequency of an event.
     *
     * @param events the number of observed events; old ones count for less
     * @param seconds the time over which the events were observed; it fades at the same rate. For an event of the room it is room time,
     *     for an event of sessions the sum of the times of all sessions to which it could happen
     */
    public record Frequency(double events, double seconds) {
        private static final Frequency NONE = new Frequency(0, 0);

        /** Returns the events per second; 0 if nothing was observed yet. */
        public double perSecond() {
            return seconds > 0 ? events / seconds : 0;
        }
    }
}
