package io.waitingroom.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the holder of one session id saw.
 *
 * @param joins that were answered with the id, the first answer first
 * @param asks calls that named it, the first sent first
 */
record Client(String id, Person person, List<Call> joins, List<Call> asks) {
    private Client(String id) {
        this(id, read(id), new ArrayList<>(), new ArrayList<>());
    }

    static Map<String, Client> all(List<Call> calls) {
        var clients = new LinkedHashMap<String, Client>();
        calls.stream().sorted(Comparator.comparingLong(Call::start)).forEach(call -> {
            if (call.kind() != Call.Kind.JOIN) {
                of(call.session(), clients).asks.add(call);
            } else {
                given(call).ifPresent(id -> of(id, clients).joins.add(call));
            }
        });
        clients.values().forEach(client -> client.joins.sort(Comparator.comparingLong(Call::end)));
        return clients;
    }

    /** The id that a join was acknowledged with. */
    static Optional<String> given(Call join) {
        return join.answer() instanceof Call.Answered answered
                        && answered.status() / 100 == 2
                        && !answered.session().isEmpty()
                ? Optional.of(answered.session())
                : Optional.empty();
    }

    private static Client of(String id, Map<String, Client> clients) {
        return clients.computeIfAbsent(id, Client::new);
    }

    // No room gives anybody ticket 0: an id that nobody can read is one that no trail knows.
    private static Person read(String id) {
        try {
            return Person.of(id);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return new Person(0, id);
        }
    }

    boolean isAcknowledged() {
        return !joins.isEmpty();
    }

    /** All calls that may tell of the session's state. */
    Stream<Call> calls() {
        return Stream.concat(joins.stream(), asks.stream());
    }
}
