package io.waitingroom.hostile;

import io.waitingroom.fleet.Management;
import java.util.List;

/**
 * Figures from an API server's metrics.
 *
 * @param threads live threads of its JVM
 * @param threadsStarted threads started since its JVM started
 * @param connections open connections of its API
 * @param heapBytes used heap of its JVM, garbage included
 * @param redisCalls Redis calls for requests, since it started
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

    /** Returns the maximum of each figure. */
    ApiFigures max(ApiFigures other) {
        return new ApiFigures(
                Math.max(threads, other.threads),
                Math.max(threadsStarted, other.threadsStarted),
                Math.max(connections, other.connections),
                Math.max(heapBytes, other.heapBytes),
                Math.max(redisCalls, other.redisCalls));
    }
}
