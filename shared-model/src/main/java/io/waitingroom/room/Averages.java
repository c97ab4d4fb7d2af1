package io.waitingroom.room;

/**
 * The averages that a room measures in {@link RoomFigures#now room time}. Older values have less weight. Redis stores
 * the averages, and each tick of the leader updates them.
 *
 * @param fast how often one ACTIVE session ends, per second of its time as ACTIVE, measured over about the last minute
 * @param slow the same as {@code fast}, but measured over about the last ten minutes
 * @param admissions how often a session is activated, measured over about the last minute
 * @param departures how often one WAITING session ends without activation, per second of its wait, measured over about the
 *     last ten minutes
 * @param blockedSince the room time, in ms, at which a period began in which sessions wait but none is admitted; this
 *     period has not ended
 * @param patience the time in ms after which a period without admissions is unusually long; 0 while this time is not
 *     known
 */
public record Averages(
        Frequency fast, Frequency slow, Frequency admissions, Frequency departures, long blockedSince, long patience) {

    /** The averages of a room that has measured nothing yet. */
    public static final Averages NONE =
            new Averages(Frequency.NONE, Frequency.NONE, Frequency.NONE, Frequency.NONE, 0, 0);

    /** Returns the number of activations per minute, measured over about the last minute. */
    public double admissionsPerMinute() {
        return admissions.perSecond() * 60;
    }

    /**
     * The frequency of an event.
     *
     * @param events the number of observed events; older events have less weight
     * @param seconds the time over which the events were observed; older time has less weight in the same way. If
     *     the event happens to the room, these are seconds of room time. If the event happens to sessions, each session
     *     adds the seconds in which the event could happen to it
     */
    public record Frequency(double events, double seconds) {
        private static final Frequency NONE = new Frequency(0, 0);

        /** Returns the number of events per second; 0 if nothing was observed yet. */
        public double perSecond() {
            return seconds > 0 ? events / seconds : 0;
        }
    }
}
