package io.waitingroom.faults;

import io.waitingroom.history.Call.Answer;
import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfCodec;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One person: joins, waits as told, and does what their manner is. Whatever fails is tried again, and no sooner than told.
 */
final class DrillVisitor {
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
    /** Soon enough for another server to know less than the one that answered last. */
    private static final int AT_ONCE_MILLIS = 50;
    /** One in so many asks again at once, and one in so many does not say what it knows. */
    private static final int IMPATIENT = 4;

    private static final int FORGETFUL = 8;

    private final Crowd crowd;
    private final Manner manner;
    private final String key;
    private String id;
    private volatile long heartbeatMillis = Tiers.TTL.toMillis() / 3;
    private volatile long noHeartbeatBefore = System.nanoTime();
    private final AtomicLong heartbeats = new AtomicLong();
    private final AtomicReference<String> token = new AtomicReference<>(AsOfCodec.NONE);
    private boolean active;
    private volatile boolean done;

    DrillVisitor(Crowd crowd, Manner manner, String key) {
        this.crowd = crowd;
        this.manner = manner;
        this.key = key;
    }

    DrillVisitor(Crowd crowd, Manner manner) {
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
            ask(this::look, () -> {}, this::see);
        }
    }

    private void poll() {
        if (!done) {
            ask(this::look, this::poll, answer -> {
                see(answer);
                crowd.later(crowd.size().pause(pause()), this::poll);
            });
        }
    }

    private CompletableFuture<Answer> look() {
        return crowd.api().poll(id, known());
    }

    private int pause() {
        var random = crowd.random();
        return random.nextInt(IMPATIENT) == 0
                ? random.nextInt(AT_ONCE_MILLIS)
                : POLL_MILLIS + random.nextInt(POLL_MILLIS);
    }

    // The latest of all: answers may overtake each other.
    private String known() {
        return crowd.random().nextInt(FORGETFUL) == 0 ? AsOfCodec.NONE : token.get();
    }

    // Sent when due, whatever became of the last one: two under way do no harm, a missed one might.
    private void heartbeat() {
        if (!done) {
            var number = heartbeats.incrementAndGet();
            var sent = System.nanoTime();
            crowd.later(heartbeatMillis, () -> heartbeatWhenDue(number, sent));
            crowd.api().heartbeat(id, known()).thenAccept(answer -> heartbeatAnswered(number, sent, answer));
        }
    }

    // When the next one is due may have been told since the last one was sent.
    private void heartbeatWhenDue(long last, long sent) {
        var now = System.nanoTime();
        var early = Math.max(
                heartbeatMillis - TimeUnit.NANOSECONDS.toMillis(now - sent),
                TimeUnit.NANOSECONDS.toMillis(noHeartbeatBefore - now));
        if (early > 0) {
            crowd.later(early, () -> heartbeatWhenDue(last, sent));
        } else {
            heartbeatAfter(last);
        }
    }

    private void heartbeatAfter(long last) {
        if (heartbeats.get() == last) {
            heartbeat();
        }
    }

    private void heartbeatAnswered(long number, long sent, Answer answer) {
        if (!(answer instanceof Answered known) || known.status() == 503) {
            var pause = retryMillis(answer);
            noHeartbeatBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
            crowd.later(pause, () -> heartbeatAfter(number));
            return;
        }
        if (known.heartbeatAfter() > 0) {
            heartbeatMillis = (long) (known.heartbeatAfter() * 1_000);
            heartbeatWhenDue(number, sent);
        }
        learn(known);
        see(known);
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
                look();
            });
        }
    }

    private void ask(Supplier<CompletableFuture<Answer>> question, Runnable again, Consumer<Answered> use) {
        question.get().thenAccept(answer -> {
            if (answer instanceof Answered known && known.status() != 503) {
                learn(known);
                use.accept(known);
            } else {
                crowd.later(retryMillis(answer), again);
            }
        });
    }

    private static long retryMillis(Answer answer) {
        var told = answer instanceof Answered refusal ? refusal.retryAfter() : 0;
        return Math.max(RETRY_MILLIS, TimeUnit.SECONDS.toMillis(told));
    }

    private void learn(Answered answer) {
        token.accumulateAndGet(answer.token(), AsOfCodec::later);
    }

    private synchronized void done() {
        if (!done) {
            done = true;
            crowd.gone(this);
        }
    }
}
