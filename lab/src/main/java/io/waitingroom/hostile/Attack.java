package io.waitingroom.hostile;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * One way to be hostile.
 *
 * @param name for people, and for {@code --only}
 * @param allowed how it may be answered: statuses, and {@link Tally#CLOSED}
 * @param mostRedisCalls as many calls to Redis may its requests cost, by how they were answered
 * @param means carries it out against a target
 */
record Attack(
        String name,
        Set<String> allowed,
        ToLongFunction<Tally> mostRedisCalls,
        BiFunction<AttackedSystem, Tally, Siege> means) {
    /** An attack that goes on. What it holds open, it holds until it is closed. */
    interface Siege extends AutoCloseable {
        /** Goes on until then, by {@link System#nanoTime}. */
        void run(long end) throws InterruptedException;

        @Override
        default void close() {}
    }
}
