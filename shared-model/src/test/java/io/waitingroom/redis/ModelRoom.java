package io.waitingroom.redis;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a room is meant to do, in plain Java, one step at a time. The scripts must agree with it. */
final class ModelRoom {
    static final class Person {
        SessionState state = SessionState.WAITING;
        long deadline;
        long since;
        boolean claimed;
    }

    final RoomSettings settings;
    final Map<Long, Person> people = new TreeMap<>();
    final TreeSet<Long> queue = new TreeSet<>();
    final TreeSet<Long> active = new TreeSet<>();
    final Map<String, Long> keys = new HashMap<>();
    long now;
    long window = -1;
    long used;
    long activations;
    long left;
    boolean unanswered;

    ModelRoom(RoomSettings settings) {
        this.settings = settings;
    }

    private static long tenths(long millis) {
        return (millis + 99) / 100 * 100;
    }

    boolean ended(Person person) {
        return person.state.isFinal() || person.deadline <= now;
    }

    SessionState seen(Person person) {
        return !person.state.isFinal() && person.deadline <= now ? SessionState.EXPIRED : person.state;
    }

    boolean forgotten(Person person) {
        return ended(person) && person.deadline + settings.retention().toMillis() <= now;
    }

    /** The ticket, new or remembered. No sequence lasts long enough for a key to be forgotten. */
    long join(String key) {
        var known = key == null ? null : keys.get(key);
        if (known != null && !ended(people.get(known))) {
            return known;
        }
        var person = new Person();
        person.deadline = tenths(now + settings.waitingTtl().toMillis());
        person.since = now;
        var ticket = people.size() + 1L;
        people.put(ticket, person);
        queue.add(ticket);
        if (key != null) {
            keys.put(key, ticket);
        }
        return ticket;
    }

    /** Whoever is overdue is ended by anybody's looking. */
    void look(long ticket) {
        if (ended(people.get(ticket))) {
            active.remove(ticket);
        }
    }

    void heartbeat(long ticket) {
        var person = people.get(ticket);
        look(ticket);
        if (ended(person)) {
            return;
        }
        person.claimed = person.state == SessionState.ACTIVE;
        person.deadline = tenths(renewed(person));
    }

    private long renewed(Person person) {
        return person.state == SessionState.WAITING
                ? now + settings.waitingTtl().toMillis()
                : limited(person.since, now + settings.activeTtl().toMillis());
    }

    /** Of somebody ACTIVE the first one is a heartbeat, and so is each that moves the deadline by enough. */
    void check(long ticket) {
        var person = people.get(ticket);
        var enough = Math.min(60_000, settings.activeTtl().toMillis() / 3.0);
        if (person.state == SessionState.ACTIVE && (!person.claimed || renewed(person) - person.deadline >= enough)) {
            heartbeat(ticket);
        } else {
            look(ticket);
        }
    }

    private long limited(long activatedAt, long deadline) {
        var limit = settings.maxActive().toMillis();
        return limit == 0 ? deadline : Math.min(deadline, activatedAt + limit);
    }

    void leave(long ticket) {
        var person = people.get(ticket);
        look(ticket);
        if (ended(person)) {
            return;
        }
        person.state = SessionState.LEFT;
        person.deadline = tenths(now);
        active.remove(ticket);
        left++;
    }

    /** Where no API server can take a heartbeat, nobody's time runs, and nobody is admitted who could not be told. */
    void tick(long step, long apiServers) {
        unanswered = apiServers == 0;
        now += unanswered ? 0 : step;
    }

    /** Grants until nothing more can be granted; the waits of those activated. */
    List<Long> grant() {
        var current = now / settings.rate().toMillis();
        if (window != current) {
            window = current;
            used = 0;
        }
        var waits = new ArrayList<Long>();
        while (!unanswered && active.size() < settings.capacity() && used < settings.batchSize() && !queue.isEmpty()) {
            var ticket = queue.pollFirst();
            var person = people.get(ticket);
            if (!ended(person)) {
                waits.add(now - person.since);
                activate(ticket, person);
            }
        }
        return waits;
    }

    private void activate(long ticket, Person person) {
        var ttl = settings.claimTtl().isZero() ? settings.activeTtl() : settings.claimTtl();
        person.state = SessionState.ACTIVE;
        person.since = now;
        person.deadline = tenths(limited(now, now + ttl.toMillis()));
        active.add(ticket);
        activations++;
        used++;
    }

    void sweep() {
        active.removeIf(ticket -> ended(people.get(ticket)));
    }
}
