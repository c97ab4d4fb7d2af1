package io.waitingroom.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Everybody who ever waited, in the order of their tickets, and how many of those ahead of somebody wait now. */
final class Line {
    private final Map<Person, Integer> places = new HashMap<>();
    private final boolean[] waits;
    // A binary indexed tree (P. Fenwick, A New Data Structure for Cumulative Frequency Tables, 1994).
    private final int[] sums;

    Line(Collection<Person> people) {
        people.stream()
                .sorted(Comparator.comparingLong(Person::ticket).thenComparing(Person::nonce))
                .forEach(person -> places.put(person, places.size() + 1));
        waits = new boolean[places.size() + 1];
        sums = new int[places.size() + 1];
    }

    boolean knows(Person person) {
        return places.containsKey(person);
    }

    void set(Person person, boolean waiting) {
        var place = places.get(person);
        if (waits[place] != waiting) {
            waits[place] = waiting;
            for (int i = place; i < sums.length; i += i & -i) {
                sums[i] += waiting ? 1 : -1;
            }
        }
    }

    boolean waits(Person person) {
        return waits[places.get(person)];
    }

    /** How many wait up to this person, who counts too while waiting. */
    int upTo(Person person) {
        var count = 0;
        for (int i = places.get(person); i > 0; i -= i & -i) {
            count += sums[i];
        }
        return count;
    }
}
