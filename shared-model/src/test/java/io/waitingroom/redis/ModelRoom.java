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

/** A reference model of a room in plain Java, one step at a time. The scripts must agree with it. */
final class ModelRoom {
    private static final long MAX_POLL = RoomSettings.MAX_POLL_INTERVAL.toMillis();

    private static final long MAX_TICK = 100;

    static final class Session {
        SessionState state = SessionState.WAITING;
        long deadline;
        long since;
        boolean claimed;
        boolean instantEntry;
    }

    RoomSettings settings;
    final Map<Long, Session> sessions = new TreeMap<>();
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

    /** Limits that hold until room time {@code until}, because clients still poll at times that earlier settings set. */
    private record Held(long until, int batch, long rate, long claim) {
        static final Held NOTHING = new Held(0, 0, 0, 0);
    }

    /**
     * Applies a leader's settings. A faster pace or a shorter time to claim takes effect only after all waiting clients have
     * polled, because the clients know only the earlier settings.
     */
    void lead(RoomSettings next) {
        var claim = next.timeToClaim().toMillis();
        var waiting = sessions.values().stream().anyMatch(session -> visibleState(session) == SessionState.WAITING);
        if (!waiting || claim >= 2 * MAX_POLL) {
            held = Held.NOTHING;
        } else if (!paceAndClaim(next).equals(paceAndClaim(settings))) {
            var least = Math.min(batch(), next.batchSize());
            var slowest = Math.max(
                    (double) least * rate() / batch(),
                    (double) least * next.rate().toMillis() / next.batchSize());
            var window = (long) Math.ceil(slowest);
            var tick = Math.min(next.rate().toMillis(), MAX_TICK);
            held = window >= tick
                    ? new Held(now + MAX_POLL, least, window, Math.max(claim, claim()))
                    : new Held(
                            now + MAX_POLL, (int) Math.max(1, least * tick / window), tick, Math.max(claim, claim()));
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

    private static long roundUpToTenths(double millis) {
        return (long) Math.ceil(millis / 100) * 100;
    }

    boolean ended(Session session) {
        return session.state.isFinal() || session.deadline <= now;
    }

    SessionState visibleState(Session session) {
        return !session.state.isFinal() && session.deadline <= now ? SessionState.EXPIRED : session.state;
    }

    boolean removed(Session session) {
        return ended(session) && session.deadline + settings.retention().toMillis() <= now;
    }

    /** Returns a new ticket, or the ticket of the key. No sequence of steps lasts long enough for a key to expire. */
    long join(String key) {
        var known = key == null ? null : keys.get(key);
        if (known != null && !ended(sessions.get(known))) {
            return known;
        }
        var session = new Session();
        session.deadline = roundUpToTenths(now + settings.waitingTtl().toMillis());
        session.since = now;
        var ticket = sessions.size() + 1L;
        sessions.put(ticket, session);
        queue.add(ticket);
        if (key != null) {
            keys.put(key, ticket);
        }
        return ticket;
    }

    /** Returns the ticket of an instant entry, or empty. The scripts count overdue sessions until a step reads them. */
    OptionalLong enter() {
        var waiting =
                queue.stream().filter(ticket -> !ended(sessions.get(ticket))).count();
        if (unanswered || waiting >= Math.min(settings.capacity() - active.size(), batch() - usedNow())) {
            return OptionalLong.empty();
        }
        var ticket = join(null);
        sessions.get(ticket).instantEntry = true;
        return OptionalLong.of(ticket);
    }

    /** Ends a session that is overdue. Each script does this when it reads a session. */
    void expireIfOverdue(long ticket) {
        if (ended(sessions.get(ticket))) {
            active.remove(ticket);
        }
    }

    void heartbeat(long ticket) {
        var session = sessions.get(ticket);
        expireIfOverdue(ticket);
        if (ended(session)) {
            return;
        }
        session.claimed = session.state == SessionState.ACTIVE;
        session.deadline = renewedDeadline(session);
        if (session.deadline <= now) {
            expire(ticket, session);
        }
    }

    private void expire(long ticket, Session session) {
        session.state = SessionState.EXPIRED;
        session.deadline = roundUpToTenths(now);
        active.remove(ticket);
    }

    private long renewedDeadline(Session session) {
        return roundUpToTenths(
                session.state == SessionState.WAITING
                        ? now + settings.waitingTtl().toMillis()
                        : limitByMaxActive(
                                session.since, now + settings.activeTtl().toMillis()));
    }

    /** A check of an ACTIVE session is a heartbeat if it is the first, moves the deadline by enough, or finds it passed. */
    void check(long ticket) {
        var session = sessions.get(ticket);
        if (session.state == SessionState.ACTIVE && (!session.claimed || isHeartbeatDue(session))) {
            heartbeat(ticket);
        } else {
            expireIfOverdue(ticket);
        }
    }

    private boolean isHeartbeatDue(Session session) {
        var enough = Math.min(60_000, settings.activeTtl().toMillis() / 3.0);
        return renewedDeadline(session) <= now || renewedDeadline(session) - session.deadline >= enough;
    }

    private double limitByMaxActive(long activatedAt, double deadline) {
        var limit = settings.maxActive().toMillis();
        return limit == 0 ? deadline : Math.min(deadline, activatedAt + limit);
    }

    void leave(long ticket) {
        var session = sessions.get(ticket);
        expireIfOverdue(ticket);
        if (ended(session)) {
            return;
        }
        session.state = SessionState.LEFT;
        session.deadline = roundUpToTenths(now);
        active.remove(ticket);
        left++;
    }

    /** Advances room time. Without an API server, room time and grants stop, because no heartbeat can arrive. */
    void tick(long step, long apiServers) {
        unanswered = apiServers == 0;
        now += unanswered ? 0 : step;
    }

    /** Grants until no more session can be granted. Returns the waits of the activated sessions. */
    List<Long> grant() {
        startPeriod();
        var waits = new ArrayList<Long>();
        while (!unanswered && active.size() < settings.capacity() && usedNow() < batch() && !queue.isEmpty()) {
            var ticket = queue.pollFirst();
            var session = sessions.get(ticket);
            if (!ended(session)) {
                waits.add(now - session.since);
                activate(ticket, session);
            } else if (!removed(session) && session.deadline + 2 * MAX_POLL > now) {
                vacated++;
            }
        }
        return waits;
    }

    private void activate(long ticket, Session session) {
        session.state = SessionState.ACTIVE;
        session.since = now;
        var deadline = limitByMaxActive(now, now + Math.max(claim(), extendedTimeToClaim()));
        session.deadline = roundUpToTenths(session.instantEntry ? Math.min(deadline, now + 30_000) : deadline);
        active.add(ticket);
        activations++;
        used = usedNow() + 1;
        window = now / rate();
    }

    private long usedNow() {
        return window == now / rate() ? used : 0;
    }

    /** The time to claim, longer after departures ahead: clients poll at a time from the pace, later than their real turn. */
    private double extendedTimeToClaim() {
        var earlier = (double) (vacated + vacatedBefore) * rate() / batch();
        return Math.min(claim() + earlier, MAX_POLL + claim() / 2.0);
    }

    private void startPeriod() {
        var passed = now / MAX_POLL - period;
        if (passed > 0) {
            vacatedBefore = passed == 1 ? vacated : 0;
            vacated = 0;
            period += passed;
        }
    }

    void sweep() {
        active.removeIf(ticket -> ended(sessions.get(ticket)));
    }
}
