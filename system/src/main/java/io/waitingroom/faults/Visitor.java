package io.waitingroom.faults;

import io.waitingroom.history.Call.Answer;
import io.waitingroom.history.Call.Answered;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One person: joins, waits as told, and does what their manner is. Whatever fails is tried again. */
final class Visitor {
    /** What people do. */
    enum Manner {
        /** Waits, stays for a moment once it is their turn, leaves. */
        STAYS,
        /** Leaves after a while, whether it is their turn or not. */
        LEAVES,
        /** Is never heard of again. */
        VANISHES
    }

    private static final int RETRY_MILLIS = 300;
    private static final int POLL_MILLIS = 400;

    private final Crowd crowd;
    private final Manner manner;
    private final String key;
    private String id;
    private long heartbeatMillis = 500;
    private boolean active;
    private volatile boolean done;

    Visitor(Crowd crowd, Manner manner, String key) {
        this.crowd = crowd;
        this.manner = manner;
        this.key = key;
    }

    Visitor(Crowd crowd, Manner manner) {
        this(crowd, manner, UUID.randomUUID().toString());
    }

    void join() {
        ask(() -> crowd.api().join(key), this::join, answer -> {
            if (answer.status() != 202) {
                done();
                return;
            }
            id = answer.session();
            if (manner == Manner.VANISHES) {
                done();
                return;
            }
            heartbeat();
            poll();
            if (manner == Manner.LEAVES) {
                crowd.later(crowd.random().nextInt(1_500), this::leave);
            }
        });
    }

    /** Is never heard of again, from now on. */
    void vanish() {
        done();
    }

    /** Asks at once, whenever they asked last. */
    void pollNow() {
        if (!done && id != null) {
            ask(() -> crowd.api().poll(id), () -> {}, this::see);
        }
    }

    private void poll() {
        if (!done) {
            ask(() -> crowd.api().poll(id), this::poll, answer -> {
                see(answer);
                crowd.later(POLL_MILLIS + crowd.random().nextInt(POLL_MILLIS), this::poll);
            });
        }
    }

    // Sent when due, whatever became of the last one: two under way do no harm, a missed one might.
    private void heartbeat() {
        if (!done) {
            crowd.api().heartbeat(id).thenAccept(this::heartbeatAnswered);
        }
    }

    private void heartbeatAnswered(Answer answer) {
        if (!(answer instanceof Answered known) || known.status() == 503) {
            crowd.later(RETRY_MILLIS, this::heartbeat);
            return;
        }
        see(known);
        if (known.heartbeatAfter() > 0) {
            heartbeatMillis = (long) (known.heartbeatAfter() * 1_000);
        }
        crowd.later(heartbeatMillis, this::heartbeat);
    }

    private synchronized void see(Answered answer) {
        if (done) {
            return;
        }
        if (answer.status() == 404) {
            done();
            crowd.arrive(manner);
        } else if (answer.state().equals("EXPIRED") || answer.state().equals("LEFT") || answer.status() == 409) {
            done();
        } else if (answer.state().equals("ACTIVE") && !active) {
            active = true;
            crowd.later(crowd.stayMillis(), this::leave);
        }
    }

    private void leave() {
        if (!done) {
            ask(() -> crowd.api().leave(id), this::leave, answer -> {
                done();
                crowd.api().poll(id);
            });
        }
    }

    private void ask(Supplier<CompletableFuture<Answer>> question, Runnable again, Consumer<Answered> use) {
        question.get().thenAccept(answer -> {
            if (answer instanceof Answered known && known.status() != 503) {
                use.accept(known);
            } else {
                crowd.later(RETRY_MILLIS, again);
            }
        });
    }

    private synchronized void done() {
        if (!done) {
            done = true;
            crowd.gone(this);
        }
    }
}
