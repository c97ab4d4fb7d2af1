package io.waitingroom.page;

import io.waitingroom.position.RoomState;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.SessionStatus.Place;
import java.util.Optional;

/**
 * The state of the page, from which it is rendered.
 *
 * @param state its name in the page's HTML and texts
 * @param session the session id that the browser holds, if any
 * @param status the status of that session, if known
 * @param displayed the position that the browser displays
 */
record PageState(String state, Optional<String> session, Optional<SessionStatus> status, DisplayedPosition displayed) {
    static final String JOINING = "joining";
    static final String LEFT = "left";
    static final String LOST = "lost";
    static final String ACTIVE = "active";
    /** The session is ACTIVE, but the browser was sent back here each time it went on: a redirect loop. */
    static final String ROUND = "round";

    static final String UNAVAILABLE = "unavailable";
    /** The browser accepts no cookies, and so could not keep a session. */
    static final String COOKIES = "cookies";

    static PageState withoutSession(String state) {
        return new PageState(state, Optional.empty(), Optional.empty(), DisplayedPosition.NOTHING);
    }

    static PageState of(String session, SessionStatus status, DisplayedPosition displayed) {
        return new PageState(nameOf(status), Optional.of(session), Optional.of(status), displayed.updatedBy(status));
    }

    /** An unknown session. The displayed position is reset: a room that was opened anew starts its {@code asOf} again. */
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

    /** Returns this state as a redirect loop, in which the page does not go on by itself. */
    PageState asRedirectLoop() {
        return new PageState(ROUND, session, status, displayed);
    }

    /** Whether the session has ended, so that the visitor has to join again. */
    boolean hasEnded() {
        return state.equals(LEFT) || state.equals(LOST);
    }

    boolean isStalled() {
        return status.filter(it -> roomOf(it) == RoomState.STALLED).isPresent();
    }

    /** The place in the queue of a WAITING session. */
    Optional<Place> place() {
        return status.flatMap(SessionStatus::place);
    }
}
