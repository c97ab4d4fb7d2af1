package io.waitingroom.stream;

import io.waitingroom.session.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams that are open, of each session the newest few. A stream that fails is dropped, and no other suffers from it. */
final class Subscribers {
    static final int MOST_OF_A_SESSION = 4;
    private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    /** The oldest of each session first, without those that have had to make place. */
    private final Map<SessionId, Deque<Subscriber>> bySession = new HashMap<>();

    /** Adds a stream. @return the oldest one of its session, if there are too many now */
    Optional<Subscriber> add(Subscriber follower) {
        all.add(follower);
        synchronized (bySession) {
            var ofSession = bySession.computeIfAbsent(follower.id, id -> new ArrayDeque<>(1));
            ofSession.addLast(follower);
            return ofSession.size() > MOST_OF_A_SESSION ? Optional.of(ofSession.removeFirst()) : Optional.empty();
        }
    }

    void remove(Subscriber follower) {
        all.remove(follower);
        synchronized (bySession) {
            bySession.computeIfPresent(follower.id, (id, ofSession) -> {
                ofSession.remove(follower);
                return ofSession.isEmpty() ? null : ofSession;
            });
        }
    }

    /** Does that with each stream, and drops those with which it fails. */
    void forEach(Consumer<Subscriber> action) {
        all.forEach(follower -> with(follower, one -> {
            action.accept(one);
            return true;
        }));
    }

    /** Does that with one stream. @return false where it fails, and the stream is dropped */
    boolean with(Subscriber follower, Predicate<Subscriber> action) {
        try {
            return action.test(follower);
        } catch (RuntimeException e) {
            log.error("A stream is dropped, since it could not be looked after", e);
            remove(follower);
            follower.stream.abort();
            return false;
        }
    }

    Stream<Subscriber> stream() {
        return all.stream();
    }

    Iterator<Subscriber> iterator() {
        return all.iterator();
    }

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
