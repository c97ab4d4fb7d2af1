package io.waitingroom.hostile;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts the requests of an attack and their outcomes. */
final class Tally {
    /** The outcome if the server closes the connection, or sends nothing for 5 s. */
    static final String CLOSED = "closed";

    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void sent(int bytes) {
        sent.increment();
        this.bytes.add(bytes);
    }

    /** Counts further bytes of the current request. */
    void sentMore(int bytes) {
        this.bytes.add(bytes);
    }

    void answered(int status) {
        outcomes.computeIfAbsent(Integer.toString(status), added -> new LongAdder())
                .increment();
    }

    void closed() {
        outcomes.computeIfAbsent(CLOSED, added -> new LongAdder()).increment();
    }

    long requests() {
        return sent.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    long count(String outcome) {
        var count = outcomes.get(outcome);
        return count == null ? 0 : count.sum();
    }

    boolean hasOnly(Set<String> allowed) {
        return allowed.containsAll(outcomes.keySet());
    }

    @Override
    public String toString() {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
