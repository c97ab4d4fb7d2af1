package io.waitingroom.seatmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has which seats, while the process lives. There are no more entries than seats. */
final class Bookings {
    static final int MOST_SEATS = 6;

    /** What came of wanting seats. */
    sealed interface Outcome {
        /** All of them are the visitor's. */
        record Booked() implements Outcome {}

        /** Some are somebody else's, so the visitor got none. */
        record Taken(List<Seat> seats) implements Outcome {}

        /** With what the visitor has already, they would be more than {@link #MOST_SEATS}. */
        record TooMany() implements Outcome {}
    }

    private final Map<Seat, String> holders = new HashMap<>();

    /** All of them or none. To want what one has already does no harm: a form may be sent twice. */
    synchronized Outcome book(String visitor, Collection<Seat> wanted) {
        var taken = wanted.stream()
                .filter(seat -> !holders.getOrDefault(seat, visitor).equals(visitor))
                .toList();
        if (!taken.isEmpty()) {
            return new Outcome.Taken(taken);
        }
        var more = wanted.stream()
                .filter(seat -> !holders.containsKey(seat))
                .distinct()
                .count();
        if (of(visitor).size() + more > MOST_SEATS) {
            return new Outcome.TooMany();
        }
        wanted.forEach(seat -> holders.put(seat, visitor));
        return new Outcome.Booked();
    }

    /** In the hall's order. */
    synchronized List<Seat> of(String visitor) {
        var seats = new ArrayList<Seat>();
        for (var seat : Hall.all()) {
            if (visitor.equals(holders.get(seat))) {
                seats.add(seat);
            }
        }
        return seats;
    }

    synchronized boolean isTaken(Seat seat) {
        return holders.containsKey(seat);
    }
}
