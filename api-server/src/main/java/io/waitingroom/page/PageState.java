package io.waitingroom.page;

import io.waitingroom.position.RoomState;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.SessionStatus.Place;
import java.util.Optional;

/**
 * What the page is to show.
 *
 * @param state as the page names it
 * @param session what the browser holds its place by, if it holds one
 * @param standing what is known of that
 * @param seen what the browser was shown so far
 */
record PageState(String state, Optional<String> session, Optional<SessionStatus> standing, DisplayedPosition seen) {
    static final String JOINING = "joining";
    static final String LEFT = "left";
    static final String LOST = "lost";
    static final String ACTIVE = "active";
    /** It is their turn, and they were sent back here whenever they went on. */
    static final String ROUND = "round";

    static final String UNAVAILABLE = "unavailable";
    /** The browser keeps no cookies, and so could not keep a place. */
    static final String COOKIES = "cookies";

    static PageState without(String state) {
        return new PageState(state, Optional.empty(), Optional.empty(), DisplayedPosition.NOTHING);
    }

    static PageState with(String session, SessionStatus standing, DisplayedPosition seen) {
        return new PageState(stateOf(standing), Optional.of(session), Optional.of(standing), seen.and(standing));
    }

    /** A room that was opened anew counts its history from the start. */
    static PageState lost(String session) {
        return new PageState(LOST, Optional.of(session), Optional.empty(), DisplayedPosition.NOTHING);
    }

    static PageState unavailable(Optional<String> session, DisplayedPosition seen) {
        return new PageState(UNAVAILABLE, session, Optional.empty(), seen);
    }

    private static String stateOf(SessionStatus standing) {
        return switch (standing.state()) {
            case WAITING -> roomOf(standing) == RoomState.CLOSED ? "closed" : "waiting";
            case ACTIVE -> ACTIVE;
            case LEFT -> LEFT;
            case EXPIRED -> LOST;
        };
    }

    private static RoomState roomOf(SessionStatus standing) {
        return standing.place().map(Place::room).orElse(RoomState.OPEN);
    }

    /** The same, to be stopped: to go on once more would end here again. */
    PageState goingRound() {
        return new PageState(ROUND, session, standing, seen);
    }

    /** Whether the next thing to do is to join anew. */
    boolean hasEnded() {
        return state.equals(LEFT) || state.equals(LOST);
    }

    boolean isStalled() {
        return standing.filter(it -> roomOf(it) == RoomState.STALLED).isPresent();
    }

    /** Where the person stands in the line, if they stand in it. */
    Optional<Place> place() {
        return standing.flatMap(SessionStatus::place);
    }
}
