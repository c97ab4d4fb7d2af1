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
 * Makes up histories. Whatever is told next happens 10 ms later, on every clock; times are in milliseconds. Who waits is
 * told the true position, unless something else is said.
 */
final class Recording {
    static final Duration LEASE = Duration.ofSeconds(1);
    private static final SessionIds IDS = new SessionIds(SigningKey.of("k".repeat(32)), "default");
    private static final long PACE = 10;

    private final List<Call> calls = new ArrayList<>();
    private final List<Event> trail = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final Map<String, String> states = new HashMap<>();
    private final NavigableSet<Long> waiting = new TreeSet<>();
    private UnaryOperator<Rest> rest = UnaryOperator.identity();
    private OptionalLong loss = OptionalLong.empty();
    private long faultEnd;
    private long now;
    private long epoch;
    private long asOf;
    private long sent = Call.NONE;
    private long before;
    private long unseen = PACE;
    private long calm = PACE / 2;

    /** A room with capacity 2 and epoch 1, and tickets 1 and 2, whose holders came, were let in and left. */
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

    /** What comes next happens at this time. */
    Recording at(long millis) {
        now = millis;
        return this;
    }

    /** How long calls that come next take. */
    Recording taking(long millis) {
        calm = millis;
        return this;
    }

    /** Calls that come next send this back. */
    Recording sending(long known) {
        sent = known;
        return this;
    }

    /** How many changes of state there were so far. */
    long asOf() {
        return asOf;
    }

    /** So many changes of state there were before the trail. */
    Recording after(long changes) {
        before = changes;
        asOf = changes;
        return this;
    }

    /** So long before the recorder sees what comes next it looked in vain. */
    Recording unseenFor(long millis) {
        unseen = millis;
        return this;
    }

    Recording leader(long next, int capacity) {
        return leader(next, capacity, 0);
    }

    Recording leader(long next, int capacity, long tickets) {
        epoch = next;
        return event(new Event.Leader(nanos(now), next, now, tickets, capacity));
    }

    /** A join that was acknowledged, and is in the trail. */
    Recording joins(String id) {
        return born(id).acknowledged(id, "");
    }

    Recording acknowledged(String id, String key) {
        return call(Kind.JOIN, key, new Answered(202, id, "WAITING", 0));
    }

    Recording born(String id) {
        return steps(id, "", "WAITING");
    }

    Recording activates(String id) {
        return steps(id, states.getOrDefault(id, "WAITING"), "ACTIVE");
    }

    Recording expires(String id) {
        return steps(id, states.getOrDefault(id, "WAITING"), "EXPIRED");
    }

    Recording ends(String id) {
        return steps(id, states.getOrDefault(id, "WAITING"), "LEFT");
    }

    Recording leaves(String id) {
        return ends(id).answers(Kind.LEAVE, id, 204, "");
    }

    Recording steps(String id, String from, String to) {
        return stepsIn(epoch, id, from, to);
    }

    Recording stepsIn(long inEpoch, String id, String from, String to) {
        states.put(id, to);
        var person = Person.of(id);
        if (to.equals("WAITING")) {
            waiting.add(person.ticket());
        } else {
            waiting.remove(person.ticket());
            asOf++;
        }
        return event(new Event.Transition(nanos(now - unseen), nanos(now), person, from, to, now, inEpoch));
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

    /** Somebody who waits is told this position, as of this moment. */
    Recording waits(String id, long position, long moment) {
        return call(Kind.POLL, id, new Answered(200, id, "WAITING", 0, position, moment));
    }

    private long position(String id, String state) {
        return state.equals("WAITING")
                ? waiting.headSet(Person.of(id).ticket(), true).size()
                : 0;
    }

    Recording getsNoAnswer(Kind kind, String session) {
        return call(kind, session, new Call.Unknown("time is up"));
    }

    Recording call(Kind kind, String session, Answer answer) {
        calls.add(new Call(kind, session, sent, nanos(now), nanos(now + calm), answer));
        now += PACE;
        return this;
    }

    Recording faultEnds() {
        faultEnd = nanos(now);
        return at(now + PACE);
    }

    Recording loses() {
        loss = OptionalLong.of(nanos(now));
        return at(now + PACE);
    }

    /** The recorder's clients are held up from this time to that. */
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

    /** What else than an empty room there is in the end. */
    Recording rest(UnaryOperator<Rest> change) {
        rest = change;
        return this;
    }

    Verdict check() {
        var room = new Rest(0, 0, 0, 0, 3, 2, 1, Map.of("room", 500L), Map.of("room", 500L));
        return Checker.check(new History(calls, before, trail, faultEnd, LEASE, loss, rest.apply(room), stalls));
    }

    private Recording event(Event event) {
        trail.add(event);
        now += PACE;
        return this;
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
