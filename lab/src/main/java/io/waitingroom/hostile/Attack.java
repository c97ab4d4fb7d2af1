package io.waitingroom.hostile;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * An attack on an API server.
 *
 * @param name the name in the report and for {@code --only}
 * @param allowed the allowed outcomes of its requests: statuses, and {@link Tally#CLOSED}
 * @param maxRedisCalls computes how many Redis calls its requests may cost, from their outcomes
 * @param begin begins the attack on a system
 */
record Attack(
        String name,
        Set<String> allowed,
        ToLongFunction<Tally> maxRedisCalls,
        BiFunction<AttackedSystem, Tally, RunningAttack> begin) {
    /** A running attack. Its connections stay open until it is closed. */
    interface RunningAttack extends AutoCloseable {
        /** Attacks until the given time of {@link System#nanoTime}. */
        void run(long end) throws InterruptedException;

        @Override
        default void close() {}
    }
}
