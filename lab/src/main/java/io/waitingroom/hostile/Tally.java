package io.waitingroom.hostile;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What an attack sent, and how it was answered. */
final class Tally {
    /** The server ended the connection, or said nothing for seconds. */
    static final String CLOSED = "closed";

    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void sent(int bytes) {
        sent.increment();
        this.bytes.add(bytes);
    }

    /** More of a request that was begun. */
    void sentOn(int bytes) {
        this.bytes.add(bytes);
    }

    void answered(int status) {
        answers.computeIfAbsent(Integer.toString(status), added -> new LongAdder())
                .increment();
    }

    void closed() {
        answers.computeIfAbsent(CLOSED, added -> new LongAdder()).increment();
    }

    long requests() {
        return sent.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    long answers(String answer) {
        var count = answers.get(answer);
        return count == null ? 0 : count.sum();
    }

    boolean hasOnly(Set<String> allowed) {
        return allowed.containsAll(answers.keySet());
    }

    @Override
    public String toString() {
        return answers.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
