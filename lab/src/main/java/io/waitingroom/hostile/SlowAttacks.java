package io.waitingroom.hostile;

import java.util.List;
import java.util.Set;

/** Attacks with incomplete requests over more connections than the server allows. */
final class SlowAttacks {
    private static final int CONNECTIONS = 1000;

    private SlowAttacks() {}

    static List<Attack> all() {
        var head = "GET " + Requests.SESSIONS + " HTTP/1.1\r\nHost: localhost\r\nX: ";
        var body = Requests.post(Requests.SESSIONS, "Content-Type: application/json", "Content-Length: 4000");
        return List.of(slow("slow-heads", head, Tally.CLOSED), slow("slow-bodies", body, "400", Tally.CLOSED));
    }

    private static Attack slow(String name, String beginning, String... allowed) {
        return new Attack(
                name,
                Set.of(allowed),
                tally -> 0,
                (target, tally) -> new SlowConnections(target.port(), tally, CONNECTIONS, beginning));
    }
}
