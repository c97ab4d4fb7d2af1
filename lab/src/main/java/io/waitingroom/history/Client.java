package io.waitingroom.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls of the client that holds a session id.
 *
 * @param joins the joins whose responses contain the id, in the order of the responses
 * @param requests the other calls with the id, in the order in which they were sent
 */
record Client(String id, Holder holder, List<Call> joins, List<Call> requests) {
    private Client(String id) {
        this(id, holderOf(id), new ArrayList<>(), new ArrayList<>());
    }

    static Map<String, Client> bySessionId(List<Call> calls) {
        var clients = new LinkedHashMap<String, Client>();
        calls.stream().sorted(Comparator.comparingLong(Call::start)).forEach(call -> {
            if (call.kind() != Call.Kind.JOIN) {
                get(clients, call.session()).requests.add(call);
            } else {
                acknowledgedId(call).ifPresent(id -> get(clients, id).joins.add(call));
            }
        });
        clients.values().forEach(client -> client.joins.sort(Comparator.comparingLong(Call::end)));
        return clients;
    }

    /** Returns the session id in the response to a join; empty if the join was not acknowledged. */
    static Optional<String> acknowledgedId(Call join) {
        return join.answer() instanceof Call.Answered answered
                        && answered.status() / 100 == 2
                        && !answered.session().isEmpty()
                ? Optional.of(answered.session())
                : Optional.empty();
    }

    private static Client get(Map<String, Client> clients, String id) {
        return clients.computeIfAbsent(id, Client::new);
    }

    // No room gives ticket 0, so that an unreadable id matches no entry of a trail.
    private static Holder holderOf(String id) {
        try {
            return Holder.of(id);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return new Holder(0, id);
        }
    }

    boolean isAcknowledged() {
        return !joins.isEmpty();
    }

    /** Returns all calls whose responses may report the session's state. */
    Stream<Call> calls() {
        return Stream.concat(joins.stream(), requests.stream());
    }
}
