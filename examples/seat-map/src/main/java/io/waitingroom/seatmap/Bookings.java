package io.waitingroom.seatmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bookings of seats, in memory. There are no more entries than seats. */
final class Bookings {
    static final int MAX_SEATS = 6;

    /** The result of a booking. */
    sealed interface Outcome {
        /** The visitor has all of the seats. */
        record Booked() implements Outcome {}

        /** Other visitors have some of the seats, so none was booked. */
        record Taken(List<Seat> seats) implements Outcome {}

        /** The visitor would have more than {@link #MAX_SEATS} seats, so none was booked. */
        record TooMany() implements Outcome {}
    }

    private final Map<Seat, String> holders = new HashMap<>();

    /** Books all of the seats or none. Idempotent, since a form may be sent twice. */
    synchronized Outcome book(String visitor, Collection<Seat> wanted) {
        var taken = wanted.stream()
                .filter(seat -> !holders.getOrDefault(seat, visitor).equals(visitor))
                .toList();
        if (!taken.isEmpty()) {
            return new Outcome.Taken(taken);
        }
        var added = wanted.stream()
                .filter(seat -> !holders.containsKey(seat))
                .distinct()
                .count();
        if (of(visitor).size() + added > MAX_SEATS) {
            return new Outcome.TooMany();
        }
        wanted.forEach(seat -> holders.put(seat, visitor));
        return new Outcome.Booked();
    }

    /** The visitor's seats, in the order of the hall. */
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
