package io.waitingroom.hostile;

import io.waitingroom.fleet.Management;
import java.util.List;

/**
 * What an API server says of itself.
 *
 * @param threads of its JVM
 * @param threadsStarted since its JVM started
 * @param connections open ones of its API
 * @param heapBytes of its JVM, garbage included
 * @param redisCalls for requests, since it started
 */
record ApiFigures(int threads, int threadsStarted, int connections, long heapBytes, long redisCalls) {
    private static final List<String> CALLS = List.of("join", "view", "heartbeat", "leave");

    static ApiFigures of(Management management) {
        return new ApiFigures(
                (int) management.sum("jvm_threads_live_threads", ""),
                (int) management.sum("jvm_threads_started_threads_total", ""),
                (int) management.sum("waitingroom_http_connections", ""),
                (long) management.sum("jvm_memory_used_bytes", "area=\"heap\""),
                CALLS.stream()
                        .map(script -> "script=\"" + script + "\"")
                        .mapToLong(script -> (long) management.sum("waitingroom_redis_calls_seconds_count", script))
                        .sum());
    }

    /** Of each figure the greater. */
    ApiFigures max(ApiFigures other) {
        return new ApiFigures(
                Math.max(threads, other.threads),
                Math.max(threadsStarted, other.threadsStarted),
                Math.max(connections, other.connections),
                Math.max(heapBytes, other.heapBytes),
                Math.max(redisCalls, other.redisCalls));
    }
}
