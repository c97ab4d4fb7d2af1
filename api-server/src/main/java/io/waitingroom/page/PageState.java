package io.waitingroom.page;

import io.waitingroom.position.RoomState;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.SessionStatus.Place;
import java.util.Optional;

/**
 * The state from which the page is rendered.
 *
 * @param state the name of the state in the page's HTML and texts
 * @param session the session id that the browser holds, if any
 * @param status the status of that session, if known
 * @param displayed the position that the browser displays
 */
record PageState(String state, Optional<String> session, Optional<SessionStatus> status, DisplayedPosition displayed) {
    static final String JOINING = "joining";
    static final String LEFT = "left";
    static final String LOST = "lost";
    static final String ACTIVE = "active";
    /**
     * The state in a redirect loop. The session is ACTIVE, but the browser was sent back to the page each time it went on to
     * the destination.
     */
    static final String ROUND = "round";

    static final String UNAVAILABLE = "unavailable";
    /** The state for a browser that accepts no cookies. Such a browser could not keep a session. */
    static final String COOKIES = "cookies";

    static PageState withoutSession(String state) {
        return new PageState(state, Optional.empty(), Optional.empty(), DisplayedPosition.NOTHING);
    }

    static PageState of(String session, SessionStatus status, DisplayedPosition displayed) {
        return new PageState(nameOf(status), Optional.of(session), Optional.of(status), displayed.updatedBy(status));
    }

    /**
     * Returns the state for a session that the room does not know. The displayed position is reset: if the room was
     * opened anew, its {@code asOf} texts have started again from the beginning.
     */
    static PageState lost(String session) {
        return new PageState(LOST, Optional.of(session), Optional.empty(), DisplayedPosition.NOTHING);
    }

    static PageState unavailable(Optional<String> session, DisplayedPosition displayed) {
        return new PageState(UNAVAILABLE, session, Optional.empty(), displayed);
    }

    private static String nameOf(SessionStatus status) {
        return switch (status.state()) {
            case WAITING -> roomOf(status) == RoomState.CLOSED ? "closed" : "waiting";
            case ACTIVE -> ACTIVE;
            case LEFT -> LEFT;
            case EXPIRED -> LOST;
        };
    }

    private static RoomState roomOf(SessionStatus status) {
        return status.place().map(Place::room).orElse(RoomState.OPEN);
    }

    /** Returns a copy of this state for a redirect loop. In that state, the page does not go on to the destination automatically. */
    PageState asRedirectLoop() {
        return new PageState(ROUND, session, status, displayed);
    }

    /** Returns whether the session has ended. If it has, the visitor must join again. */
    boolean hasEnded() {
        return state.equals(LEFT) || state.equals(LOST);
    }

    boolean isStalled() {
        return status.filter(it -> roomOf(it) == RoomState.STALLED).isPresent();
    }

    /** Returns the session's place in the queue; empty if the session is not WAITING. */
    Optional<Place> place() {
        return status.flatMap(SessionStatus::place);
    }
}
