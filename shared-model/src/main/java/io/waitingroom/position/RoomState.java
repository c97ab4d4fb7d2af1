package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.RoomFigures;

/** Whether those who wait get on. */
public enum RoomState {
    /** People are admitted as slots become free. */
    OPEN,
    /** Nobody is admitted, since the capacity is 0. */
    CLOSED,
    /**
     * Nobody was admitted for far longer than usual, though people wait; or room time stands still, since nobody leads or no
     * API server can answer.
     */
    STALLED;

    /** A slot that is free is filled within a window of the pace, and a granter that skips the departed may take a while. */
    private static final int MOST_WINDOWS = 3;

    private static final long LEAST_PATIENCE_MILLIS = 15_000;

    /** @param ticking whether room time moves on, as the caller saw it on a clock of its own */
    static RoomState of(RoomFigures figures, Pace pace, boolean ticking) {
        if (figures.capacity() == 0) {
            return CLOSED;
        }
        return !ticking || figures.apiServers() == 0 || isBlocked(figures, pace) ? STALLED : OPEN;
    }

    private static boolean isBlocked(RoomFigures figures, Pace pace) {
        if (figures.waiting() <= 0 || figures.averages().equals(Averages.NONE)) {
            return false;
        }
        var blocked = figures.now() - figures.averages().blockedSince();
        if (figures.active() < figures.capacity()) {
            return blocked
                    > Math.max(LEAST_PATIENCE_MILLIS, MOST_WINDOWS * pace.rate().toMillis());
        }
        var patience = figures.averages().patience();
        return patience > 0 && blocked > patience;
    }
}
