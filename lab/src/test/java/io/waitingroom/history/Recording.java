package io.waitingroom.history;

import io.waitingroom.history.Call.Answer;
import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Builds histories for tests. Each step happens 10 ms after the one before, on every clock; all times are in milliseconds.
 * Answers report the true position of a WAITING session, unless a test gives another one.
 */
final class Recording {
    static final Duration LEASE = Duration.ofSeconds(1);
    private static final SessionIds IDS = new SessionIds(SigningKey.of("k".repeat(32)), "default");
    private static final long STEP = 10;

    private final List<Call> calls = new ArrayList<>();
    private final List<Event> trail = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final Map<String, String> states = new HashMap<>();
    private final NavigableSet<Long> waiting = new TreeSet<>();
    private UnaryOperator<Leftovers> leftovers = UnaryOperator.identity();
    private OptionalLong loss = OptionalLong.empty();
    private long faultEnd;
    private long now;
    private long epoch;
    private long asOf;
    private long sentAsOf = Call.NONE;
    private long changesBefore;
    private long absent = STEP;
    private long callDuration = STEP / 2;

    /** Creates a room with capacity 2 and epoch 1. The sessions of tickets 1 and 2 joined, became ACTIVE and ended. */
    static Recording good() {
        var recording = new Recording().leader(1, 2);
        var one = id(1);
        var two = id(2);
        recording.joins(one).joins(two).polls(one, "WAITING").activates(one).activates(two);
        recording
                .heartbeats(one, "ACTIVE", 1)
                .leaves(one)
                .polls(one, "LEFT")
                .expires(two)
                .polls(two, "EXPIRED");
        return recording.answers(Kind.HEARTBEAT, two, 409, "EXPIRED").answers(Kind.POLL, one, 404, "");
    }

    static String id(long ticket) {
        return id(ticket, 0xabcd);
    }

    static String id(long ticket, int nonce) {
        return IDS.write(new SessionId(1, ticket, nonce));
    }

    /** Sets the time of the next step. */
    Recording at(long millis) {
        now = millis;
        return this;
    }

    /** Sets the duration of the next calls. */
    Recording taking(long millis) {
        callDuration = millis;
        return this;
    }

    /** Sets the {@code asOf} that the next calls send back. */
    Recording sending(long moment) {
        sentAsOf = moment;
        return this;
    }

    /** Returns the number of state changes so far. */
    long asOf() {
        return asOf;
    }

    /** Sets the number of state changes before the trail. */
    Recording afterChanges(long changes) {
        changesBefore = changes;
        asOf = changes;
        return this;
    }

    /** Sets how long before it reads the next events the recorder last looked and did not find them. */
    Recording absentFor(long millis) {
        absent = millis;
        return this;
    }

    Recording leader(long next, int capacity) {
        return leader(next, capacity, 0);
    }

    Recording leader(long next, int capacity, long tickets) {
        epoch = next;
        return event(new Event.Leader(nanos(now), next, now, tickets, capacity));
    }

    /** Adds a join that is acknowledged and in the trail. */
    Recording joins(String id) {
        return joinsInTrail(id).acknowledged(id, "");
    }

    Recording acknowledged(String id, String key) {
        return call(Kind.JOIN, key, new Answered(202, id, "WAITING", 0));
    }

    Recording joinsInTrail(String id) {
        return transitions(id, "", "WAITING");
    }

    Recording activates(String id) {
        return transitions(id, states.getOrDefault(id, "WAITING"), "ACTIVE");
    }

    Recording expires(String id) {
        return transitions(id, states.getOrDefault(id, "WAITING"), "EXPIRED");
    }

    Recording leavesInTrail(String id) {
        return transitions(id, states.getOrDefault(id, "WAITING"), "LEFT");
    }

    Recording leaves(String id) {
        return leavesInTrail(id).answers(Kind.LEAVE, id, 204, "");
    }

    Recording transitions(String id, String from, String to) {
        return transitionsIn(epoch, id, from, to);
    }

    Recording transitionsIn(long inEpoch, String id, String from, String to) {
        states.put(id, to);
        var holder = Holder.of(id);
        if (to.equals("WAITING")) {
            waiting.add(holder.ticket());
        } else {
            waiting.remove(holder.ticket());
            asOf++;
        }
        return event(new Event.Transition(nanos(now - absent), nanos(now), holder, from, to, now, inEpoch));
    }

    Recording polls(String id, String state) {
        return answers(Kind.POLL, id, 200, state);
    }

    Recording heartbeats(String id, String state, double after) {
        return call(Kind.HEARTBEAT, id, new Answered(200, id, state, after, position(id, state), asOf));
    }

    Recording answers(Kind kind, String id, int status, String state) {
        return status == 200
                ? call(kind, id, new Answered(status, id, state, 0, position(id, state), asOf))
                : call(kind, id, new Answered(status, "", state, 0, 0, status == 204 ? asOf : Call.NONE));
    }

    /** Adds a poll that is answered with this position, as of this moment. */
    Recording pollsPosition(String id, long position, long moment) {
        return call(Kind.POLL, id, new Answered(200, id, "WAITING", 0, position, moment));
    }

    private long position(String id, String state) {
        return state.equals("WAITING")
                ? waiting.headSet(Holder.of(id).ticket(), true).size()
                : 0;
    }

    Recording getsNoAnswer(Kind kind, String session) {
        return call(kind, session, new Call.Unknown("time is up"));
    }

    Recording call(Kind kind, String session, Answer answer) {
        calls.add(new Call(kind, session, sentAsOf, nanos(now), nanos(now + callDuration), answer));
        now += STEP;
        return this;
    }

    Recording faultEnds() {
        faultEnd = nanos(now);
        return at(now + STEP);
    }

    Recording losesWrites() {
        loss = OptionalLong.of(nanos(now));
        return at(now + STEP);
    }

    /** Adds a delay of the recorder's clients. */
    Recording stalls(long from, long to) {
        stalls.add(new Stall(nanos(from), nanos(to)));
        return this;
    }

    Recording losesRoom() {
        epoch = 0;
        asOf = 0;
        waiting.clear();
        return event(new Event.RoomLost(nanos(now)));
    }

    /** Changes what the room holds at the end, which is nothing otherwise. */
    Recording leftovers(UnaryOperator<Leftovers> change) {
        leftovers = change;
        return this;
    }

    Verdict check() {
        var room = new Leftovers(0, 0, 0, 0, 3, 2, 1, Map.of("room", 500L), Map.of("room", 500L));
        return Checker.check(
                new History(calls, changesBefore, trail, faultEnd, LEASE, loss, leftovers.apply(room), stalls));
    }

    private Recording event(Event event) {
        trail.add(event);
        now += STEP;
        return this;
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
