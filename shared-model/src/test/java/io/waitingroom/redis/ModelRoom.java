package io.waitingroom.redis;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a room is meant to do, in plain Java, one step at a time. The scripts must agree with it. */
final class ModelRoom {
    private static final long LONGEST = RoomSettings.MAX_POLL_INTERVAL.toMillis();

    private static final long LONGEST_TICK = 100;

    static final class Person {
        SessionState state = SessionState.WAITING;
        long deadline;
        long since;
        boolean claimed;
        boolean enters;
    }

    RoomSettings settings;
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
    private Held held = Held.NOTHING;
    private long period;
    private long vacated;
    private long vacatedBefore;

    ModelRoom(RoomSettings settings) {
        this.settings = settings;
    }

    /** By what people were told before the settings changed, until room time {@code until}. */
    private record Held(long until, int batch, long rate, long claim) {
        static final Held NOTHING = new Held(0, 0, 0, 0);
    }

    /**
     * A leader's settings hold at once, but whatever would let turns come sooner, or be lost sooner, than people who wait were
     * told: that waits until they have looked.
     */
    void lead(RoomSettings next) {
        var claim = next.timeToClaim().toMillis();
        var waiting = people.values().stream().anyMatch(person -> seen(person) == SessionState.WAITING);
        if (!waiting || claim >= 2 * LONGEST) {
            held = Held.NOTHING;
        } else if (!paceAndClaim(next).equals(paceAndClaim(settings))) {
            var least = Math.min(batch(), next.batchSize());
            var slowest = Math.max(
                    (double) least * rate() / batch(),
                    (double) least * next.rate().toMillis() / next.batchSize());
            var window = (long) Math.ceil(slowest);
            var tick = Math.min(next.rate().toMillis(), LONGEST_TICK);
            held = window >= tick
                    ? new Held(now + LONGEST, least, window, Math.max(claim, claim()))
                    : new Held(now + LONGEST, (int) Math.max(1, least * tick / window), tick, Math.max(claim, claim()));
        }
        settings = next;
    }

    private static List<Object> paceAndClaim(RoomSettings settings) {
        return List.of(settings.batchSize(), settings.rate(), settings.timeToClaim());
    }

    private int batch() {
        return now < held.until ? held.batch : settings.batchSize();
    }

    private long rate() {
        return now < held.until ? held.rate : settings.rate().toMillis();
    }

    private long claim() {
        var claim = settings.timeToClaim().toMillis();
        return now < held.until ? Math.max(claim, held.claim) : claim;
    }

    private static long tenths(double millis) {
        return (long) Math.ceil(millis / 100) * 100;
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

    /** The ticket of somebody who need not wait, or nothing: whoever is overdue still counts before they are looked at. */
    OptionalLong enter() {
        var waiting =
                queue.stream().filter(ticket -> !ended(people.get(ticket))).count();
        if (unanswered || waiting >= Math.min(settings.capacity() - active.size(), batch() - usedNow())) {
            return OptionalLong.empty();
        }
        var ticket = join(null);
        people.get(ticket).enters = true;
        return OptionalLong.of(ticket);
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
        person.deadline = renewed(person);
        if (person.deadline <= now) {
            expire(ticket, person);
        }
    }

    private void expire(long ticket, Person person) {
        person.state = SessionState.EXPIRED;
        person.deadline = tenths(now);
        active.remove(ticket);
    }

    private long renewed(Person person) {
        return tenths(
                person.state == SessionState.WAITING
                        ? now + settings.waitingTtl().toMillis()
                        : limited(person.since, now + settings.activeTtl().toMillis()));
    }

    /** Of somebody ACTIVE the first one is a heartbeat, and so is each that moves the deadline by enough, or finds it past. */
    void check(long ticket) {
        var person = people.get(ticket);
        if (person.state == SessionState.ACTIVE && (!person.claimed || moves(person))) {
            heartbeat(ticket);
        } else {
            look(ticket);
        }
    }

    private boolean moves(Person person) {
        var enough = Math.min(60_000, settings.activeTtl().toMillis() / 3.0);
        return renewed(person) <= now || renewed(person) - person.deadline >= enough;
    }

    private double limited(long activatedAt, double deadline) {
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
        beginPeriod();
        var waits = new ArrayList<Long>();
        while (!unanswered && active.size() < settings.capacity() && usedNow() < batch() && !queue.isEmpty()) {
            var ticket = queue.pollFirst();
            var person = people.get(ticket);
            if (!ended(person)) {
                waits.add(now - person.since);
                activate(ticket, person);
            } else if (!forgotten(person) && person.deadline + 2 * LONGEST > now) {
                vacated++;
            }
        }
        return waits;
    }

    private void activate(long ticket, Person person) {
        person.state = SessionState.ACTIVE;
        person.since = now;
        var deadline = limited(now, now + Math.max(claim(), reprieved()));
        person.deadline = tenths(person.enters ? Math.min(deadline, now + 30_000) : deadline);
        active.add(ticket);
        activations++;
        used = usedNow() + 1;
        window = now / rate();
    }

    private long usedNow() {
        return window == now / rate() ? used : 0;
    }

    /** Where places ahead were vacated, whoever was told before by the pace comes so much later. */
    private double reprieved() {
        var earlier = (double) (vacated + vacatedBefore) * rate() / batch();
        return Math.min(claim() + earlier, LONGEST + claim() / 2.0);
    }

    private void beginPeriod() {
        var passed = now / LONGEST - period;
        if (passed > 0) {
            vacatedBefore = passed == 1 ? vacated : 0;
            vacated = 0;
            period += passed;
        }
    }

    void sweep() {
        active.removeIf(ticket -> ended(people.get(ticket)));
    }
}
