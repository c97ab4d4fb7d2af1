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

/**
 * The subscribers of all open streams, with a short list of the newest ones for each session. If the handling of one stream fails, this
 * stream is dropped, and the others are not affected.
 */
final class Subscribers {
    static final int MAX_PER_SESSION = 4;
    private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

    private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
    /** The subscribers of each session, the oldest first. Evicted subscribers are not in this map. */
    private final Map<SessionId, Deque<Subscriber>> bySession = new HashMap<>();

    /**
     * Adds a subscriber.
     *
     * @return the oldest subscriber of the same session if the session has too many now; the caller must evict it
     */
    Optional<Subscriber> add(Subscriber subscriber) {
        all.add(subscriber);
        synchronized (bySession) {
            var ofSession = bySession.computeIfAbsent(subscriber.id, id -> new ArrayDeque<>(1));
            ofSession.addLast(subscriber);
            return ofSession.size() > MAX_PER_SESSION ? Optional.of(ofSession.removeFirst()) : Optional.empty();
        }
    }

    void remove(Subscriber subscriber) {
        all.remove(subscriber);
        synchronized (bySession) {
            bySession.computeIfPresent(subscriber.id, (id, ofSession) -> {
                ofSession.remove(subscriber);
                return ofSession.isEmpty() ? null : ofSession;
            });
        }
    }

    /** Calls an action with each subscriber. Drops a subscriber for which the action fails. */
    void forEach(Consumer<Subscriber> action) {
        all.forEach(subscriber -> apply(subscriber, one -> {
            action.accept(one);
            return true;
        }));
    }

    /**
     * Calls an action with one subscriber. Drops the subscriber if the action fails.
     *
     * @return the result of the action; false if the action fails
     */
    boolean apply(Subscriber subscriber, Predicate<Subscriber> action) {
        try {
            return action.test(subscriber);
        } catch (RuntimeException e) {
            log.error("An event stream failed and is dropped", e);
            remove(subscriber);
            subscriber.stream.abort();
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
