package io.waitingroom.seatmap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bookings of seats, which are kept in memory. There is at most one entry for each seat. */
final class Bookings {
    static final int MAX_SEATS = 6;

    /** The result of a booking. */
    sealed interface Outcome {
        /** The booking succeeded: the visitor has all of the wanted seats. */
        record Booked() implements Outcome {}

        /**
         * The booking failed, because other visitors have some of the wanted seats. No seat was booked.
         *
         * @param seats the wanted seats that other visitors have
         */
        record Taken(List<Seat> seats) implements Outcome {}

        /**
         * The booking failed, because the visitor would have more than {@link #MAX_SEATS} seats. No seat was booked.
         */
        record TooMany() implements Outcome {}
    }

    private final Map<Seat, String> holders = new HashMap<>();

    /**
     * Books all of the wanted seats, or none of them. A repeated call has no further effect. This is necessary, because
     * a browser may send a form twice.
     */
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

    /** Returns the seats that the visitor has booked: row by row, from left to right. */
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
