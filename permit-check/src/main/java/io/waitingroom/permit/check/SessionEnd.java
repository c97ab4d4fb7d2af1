package io.waitingroom.permit.check;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Tells the room that somebody is done, so that the next person's turn comes at once. */
public final class SessionEnd {
    private static final Logger log = System.getLogger(SessionEnd.class.getName());

    private final ShortCalls calls = new ShortCalls();
    private final URI address;

    /** @param room where the room's API is, as {@code http://api:8080} */
    public SessionEnd(URI room) {
        address = URI.create(room.toString().replaceAll("/+$", "") + "/api/waiting-room/sessions:leave");
    }

    /**
     * Ends the session that a permit names. Repeating it does no harm. Takes two seconds at most.
     *
     * @param permit as its holder presented it; see {@link PermitFilter#credential}
     * @return whether the room has ended it. If not, it will by itself as soon as heartbeats stop
     */
    public boolean end(String permit) {
        try {
            var answer = calls.send(HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + permit)
                    .POST(BodyPublishers.noBody()));
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            log.log(Level.WARNING, "The room did not end a session: it answers {0}", answer.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            // Not with the exception: of a header that cannot be sent, it tells the value.
            log.log(
                    Level.WARNING,
                    "The room did not end a session: {0}",
                    e.getClass().getSimpleName());
        }
        return false;
    }
}
