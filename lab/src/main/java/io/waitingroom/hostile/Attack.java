package io.waitingroom.hostile;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * An attack on an API server.
 *
 * @param name the name of the attack in the report and for the flag {@code --only}
 * @param allowed the allowed outcomes of the attack's requests: HTTP statuses or {@link Tally#CLOSED}
 * @param maxRedisCalls a function that computes from the outcomes how many Redis calls the attack's requests may cost
 * @param begin a function that begins the attack on a system and counts the outcomes in a tally
 */
record Attack(
        String name,
        Set<String> allowed,
        ToLongFunction<Tally> maxRedisCalls,
        BiFunction<AttackedSystem, Tally, RunningAttack> begin) {
    /** A running attack. The attack keeps its connections open until {@link #close}. */
    interface RunningAttack extends AutoCloseable {
        /** Attacks until the given time of {@link System#nanoTime}. */
        void run(long end) throws InterruptedException;

        @Override
        default void close() {}
    }
}
