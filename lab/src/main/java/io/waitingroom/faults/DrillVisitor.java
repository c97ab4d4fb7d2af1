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
 * A visitor of a drill, who joins and then behaves in one of three ways. Sends heartbeats at the interval that the server asks
 * for. Retries each failed call, but not sooner than the server allows.
 */
final class DrillVisitor {
    /** The behaviour of a visitor. */
    enum Behaviour {
        /** The visitor waits until its session is ACTIVE, stays for a moment, and leaves. */
        STAYS,
        /** The visitor leaves after a while, whether its session is ACTIVE or not. */
        LEAVES,
        /** The visitor sends nothing after the join. */
        VANISHES
    }

    private static final int RETRY_MILLIS = 300;
    private static final int POLL_MILLIS = 400;
    /**
     * The longest of the short pauses between two polls. After a short pause, the cache of another server may be older than the
     * last answer.
     */
    private static final int SHORT_POLL_MILLIS = 50;
    /** After one poll in four, the visitor polls again after a short pause. */
    private static final int SHORT_POLL_ONE_IN = 4;
    /** One poll or heartbeat in eight is sent without the token of an earlier answer. */
    private static final int NO_TOKEN_ONE_IN = 8;

    private final Crowd crowd;
    private final Behaviour behaviour;
    private final String key;
    private String id;
    private volatile long heartbeatMillis = Tiers.TTL.toMillis() / 3;
    private volatile long earliestHeartbeat = System.nanoTime();
    private final AtomicLong heartbeats = new AtomicLong();
    private final AtomicReference<String> token = new AtomicReference<>(AsOfCodec.NONE);
    private boolean active;
    private volatile boolean done;

    DrillVisitor(Crowd crowd, Behaviour behaviour, String key) {
        this.crowd = crowd;
        this.behaviour = behaviour;
        this.key = key;
    }

    DrillVisitor(Crowd crowd, Behaviour behaviour) {
        this(crowd, behaviour, UUID.randomUUID().toString());
    }

    void join() {
        request(() -> crowd.api().join(key), this::join, answer -> {
            if (answer.status() != 202) {
                done();
                return;
            }
            id = answer.session();
            if (behaviour == Behaviour.VANISHES) {
                done();
                return;
            }
            heartbeat();
            poll();
            if (behaviour == Behaviour.LEAVES) {
                crowd.schedule(crowd.random().nextInt(1_500), this::leave);
            }
        });
    }

    /** Makes the visitor send nothing from now on. */
    void vanish() {
        done();
    }

    /** Polls at once, without the usual pause after the last poll. */
    void pollNow() {
        if (!done && id != null) {
            request(this::sendPoll, () -> {}, this::handle);
        }
    }

    private void poll() {
        if (!done) {
            request(this::sendPoll, this::poll, answer -> {
                handle(answer);
                crowd.schedule(crowd.size().pollPause(pollPause()), this::poll);
            });
        }
    }

    private CompletableFuture<Answer> sendPoll() {
        return crowd.api().poll(id, tokenToSend());
    }

    private int pollPause() {
        var random = crowd.random();
        return random.nextInt(SHORT_POLL_ONE_IN) == 0
                ? random.nextInt(SHORT_POLL_MILLIS)
                : POLL_MILLIS + random.nextInt(POLL_MILLIS);
    }

    // Sends the greatest token of all answers, since answers may overtake each other.
    private String tokenToSend() {
        return crowd.random().nextInt(NO_TOKEN_ONE_IN) == 0 ? AsOfCodec.NONE : token.get();
    }

    // Sent when due, even while the last one is under way: two at once do no harm, but a missed one might.
    private void heartbeat() {
        if (!done) {
            var number = heartbeats.incrementAndGet();
            var sent = System.nanoTime();
            crowd.schedule(heartbeatMillis, () -> sendHeartbeatWhenDue(number, sent));
            crowd.api().heartbeat(id, tokenToSend()).thenAccept(answer -> handleHeartbeat(number, sent, answer));
        }
    }

    // An answer since the last heartbeat may have changed the time at which the next one is due.
    private void sendHeartbeatWhenDue(long last, long sent) {
        var now = System.nanoTime();
        var remaining = Math.max(
                heartbeatMillis - TimeUnit.NANOSECONDS.toMillis(now - sent),
                TimeUnit.NANOSECONDS.toMillis(earliestHeartbeat - now));
        if (remaining > 0) {
            crowd.schedule(remaining, () -> sendHeartbeatWhenDue(last, sent));
        } else {
            sendNextHeartbeat(last);
        }
    }

    private void sendNextHeartbeat(long last) {
        if (heartbeats.get() == last) {
            heartbeat();
        }
    }

    private void handleHeartbeat(long number, long sent, Answer answer) {
        if (!(answer instanceof Answered response) || response.status() == 503) {
            var pause = retryMillis(answer);
            earliestHeartbeat = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
            crowd.schedule(pause, () -> sendNextHeartbeat(number));
            return;
        }
        if (response.heartbeatAfter() > 0) {
            heartbeatMillis = (long) (response.heartbeatAfter() * 1_000);
            sendHeartbeatWhenDue(number, sent);
        }
        storeToken(response);
        handle(response);
    }

    private synchronized void handle(Answered answer) {
        if (done) {
            return;
        }
        if (answer.status() == 404) {
            done();
            crowd.arrive(behaviour);
        } else if (answer.state().equals("EXPIRED") || answer.state().equals("LEFT") || answer.status() == 409) {
            done();
        } else if (answer.state().equals("ACTIVE") && !active) {
            active = true;
            crowd.schedule(crowd.stayMillis(), this::leave);
        }
    }

    private void leave() {
        if (!done) {
            request(() -> crowd.api().leave(id), this::leave, answer -> {
                done();
                sendPoll();
            });
        }
    }

    private void request(Supplier<CompletableFuture<Answer>> call, Runnable retry, Consumer<Answered> handler) {
        call.get().thenAccept(answer -> {
            if (answer instanceof Answered response && response.status() != 503) {
                storeToken(response);
                handler.accept(response);
            } else {
                crowd.schedule(retryMillis(answer), retry);
            }
        });
    }

    private static long retryMillis(Answer answer) {
        var retryAfter = answer instanceof Answered refusal ? refusal.retryAfter() : 0;
        return Math.max(RETRY_MILLIS, TimeUnit.SECONDS.toMillis(retryAfter));
    }

    private void storeToken(Answered answer) {
        token.accumulateAndGet(answer.token(), AsOfCodec::later);
    }

    private synchronized void done() {
        if (!done) {
            done = true;
            crowd.remove(this);
        }
    }
}
