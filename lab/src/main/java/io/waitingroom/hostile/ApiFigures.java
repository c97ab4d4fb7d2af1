package io.waitingroom.hostile;

import io.waitingroom.fleet.Management;
import java.util.List;

/**
 * Figures from an API server's metrics.
 *
 * @param threads the number of live threads of the server's JVM
 * @param threadsStarted the number of threads that the JVM has started since its own start
 * @param connections the number of open connections to the server's API
 * @param heapBytes the used heap of the JVM in bytes, garbage included
 * @param redisCalls the number of Redis calls for requests since the server started
 */
record ApiFigures(int threads, int threadsStarted, int connections, long heapBytes, long redisCalls) {
    private static final List<String> SCRIPTS = List.of("join", "view", "heartbeat", "leave");

    static ApiFigures of(Management management) {
        return new ApiFigures(
                (int) management.sum("jvm_threads_live_threads", ""),
                (int) management.sum("jvm_threads_started_threads_total", ""),
                (int) management.sum("waitingroom_http_connections", ""),
                (long) management.sum("jvm_memory_used_bytes", "area=\"heap\""),
                SCRIPTS.stream()
                        .map(script -> "script=\"" + script + "\"")
                        .mapToLong(script -> (long) management.sum("waitingroom_redis_calls_seconds_count", script))
                        .sum());
    }

    /** Compares each figure of this object with the same figure of the other object, and returns the greater values. */
    ApiFigures max(ApiFigures other) {
        return new ApiFigures(
                Math.max(threads, other.threads),
                Math.max(threadsStarted, other.threadsStarted),
                Math.max(connections, other.connections),
                Math.max(heapBytes, other.heapBytes),
                Math.max(redisCalls, other.redisCalls));
    }
}
