package io.waitingroom.seatmap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose seats are whose. */
final class Venue {
    static final int MOST_EACH = 4;

    private final Map<Seat, String> holders = new HashMap<>();

    /** What came of an attempt to take seats. */
    sealed interface Outcome {
        record Taken() implements Outcome {}

        /** Somebody was quicker; nothing was taken. */
        record Gone(List<Seat> seats) implements Outcome {}

        /** Nobody gets so many. */
        record TooMany() implements Outcome {}
    }

    /** All of the seats, or none. May be repeated. */
    synchronized Outcome take(Collection<Seat> seats, String holder) {
        var gone = seats.stream()
                .filter(seat -> !holders.getOrDefault(seat, holder).equals(holder))
                .toList();
        if (!gone.isEmpty()) {
            return new Outcome.Gone(gone);
        }
        var more = seats.stream().filter(seat -> !holders.containsKey(seat)).count();
        if (of(holder).size() + more > MOST_EACH) {
            return new Outcome.TooMany();
        }
        seats.forEach(seat -> holders.put(seat, holder));
        return new Outcome.Taken();
    }

    synchronized boolean isTaken(Seat seat) {
        return holders.containsKey(seat);
    }

    synchronized List<Seat> of(String holder) {
        return holders.entrySet().stream()
                .filter(entry -> entry.getValue().equals(holder))
                .map(Map.Entry::getKey)
                .sorted((one, other) -> one.row() == other.row()
                        ? Integer.compare(one.number(), other.number())
                        : Integer.compare(one.row(), other.row()))
                .toList();
    }
}
