package io.waitingroom.faults;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfs;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Work for processes that have just started, so that the first fault is not made to ones that are still being compiled. */
final class Warmup {
    private static final int ROUNDS = 40;
    private static final int AT_ONCE = 25;

    private final Api api;

    Warmup(List<Integer> ports) {
        api = new Api(ports);
    }

    void run() {
        for (int round = 0; round < ROUNDS; round++) {
            var calls =
                    IntStream.range(0, AT_ONCE).mapToObj(i -> joinAndLeave()).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(calls).join();
        }
    }

    private CompletableFuture<Void> joinAndLeave() {
        return api.join(UUID.randomUUID().toString()).thenCompose(answer -> {
            var id = answer instanceof Answered known ? known.session() : "";
            return id.isEmpty() ? CompletableFuture.completedFuture(null) : leave(id);
        });
    }

    private CompletableFuture<Void> leave(String id) {
        return api.heartbeat(id, AsOfs.NONE).thenCompose(kept -> api.leave(id)).thenAccept(left -> {});
    }
}
