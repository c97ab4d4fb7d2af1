package io.waitingroom.permit.check;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Calls the room to end the session of a visitor who is done, so that the slot is free at once. */
public final class SessionEnd {
    private static final Logger log = System.getLogger(SessionEnd.class.getName());

    private final ShortCalls calls = new ShortCalls();
    private final URI address;

    /**
     * Creates a client of a room.
     *
     * @param room the base URL of the room's API, such as {@code http://api:8080}
     */
    public SessionEnd(URI room) {
        address = URI.create(room.toString().replaceAll("/+$", "") + "/api/waiting-room/sessions:leave");
    }

    /**
     * Ends the session of a permit. The call is idempotent and takes two seconds at most.
     *
     * @param permit the permit's text, see {@link PermitFilter#credential}
     * @return whether the room has ended the session. If not, the session expires after its heartbeats stop
     */
    public boolean end(String permit) {
        try {
            var response = calls.send(HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + permit)
                    .POST(BodyPublishers.noBody()));
            if (response.statusCode() / 100 == 2) {
                return true;
            }
            log.log(Level.WARNING, "The room did not end a session: status {0}", response.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            // The exception is not logged: for an invalid header, its message contains the value, which is a secret.
            log.log(
                    Level.WARNING,
                    "The room did not end a session: {0}",
                    e.getClass().getSimpleName());
        }
        return false;
    }
}
