package io.waitingroom.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import io.waitingroom.testkit.TestRedis;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadCacheTest {
    private static final SessionId ID = new SessionId(1, 1, 1);
    private static final SessionView OLD =
            new SessionView(SessionState.ACTIVE, Duration.ofSeconds(6), Duration.ofSeconds(6), 4);

    private final RedisLink redis =
            new RedisLink(RedisURI.create(TestRedis.emptied()), true, new SimpleMeterRegistry()).open();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService somebodyElse = Executors.newSingleThreadExecutor();
    private final ReadCache reads = reading(new RedisSessions(redis, RoomKeys.DEFAULT)::view);

    private ReadCache reading(Function<SessionId, CompletableFuture<Optional<SessionView>>> source) {
        return new ReadCache(source, timer);
    }

    @AfterEach
    void close() {
        redis.close();
        somebodyElse.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void whatWasSeenAMomentAgoIsToldToWhoKnowsNoMore() {
        reads.put(ID, System.nanoTime(), OLD);
        assertThat(answer(reads.read(ID, AsOf.after(4)))).contains(OLD);
    }

    @Test
    void whoKnowsMoreIsToldWhatRedisSaysHoweverManyOldAnswersComeMeanwhile() {
        awaitRedis();
        var begun = System.nanoTime();
        reads.put(ID, begun, OLD);
        var later = reads.read(ID, AsOf.after(5));
        while (!later.isDone()) {
            reads.put(ID, begun, OLD);
        }
        assertThat(answer(later)).isEmpty();
    }

    @Test
    void whileRedisIsAskedOthersMaySayWhatTheyHaveSeen() {
        var asked = new AtomicInteger();
        var self = new AtomicReference<ReadCache>();
        self.set(reading(id -> {
            asked.incrementAndGet();
            return said(() -> self.get().invalidate(id)).thenApply(done -> Optional.of(OLD));
        }));
        answer(self.get().read(ID, AsOf.NOTHING));
        assertThat(asked).hasValue(1);
        self.get().put(ID, System.nanoTime(), OLD);
        answer(self.get().read(ID, AsOf.after(5)));
        assertThat(asked).hasValue(2);
    }

    // Waits for it, as long as it may take: whoever else has to wait for a lock of the cache comes too late.
    private CompletableFuture<Void> said(Runnable word) {
        var said = CompletableFuture.runAsync(word, somebodyElse).orTimeout(2, TimeUnit.SECONDS);
        said.join();
        return said;
    }

    @Test
    void manyWhoKnowMoreThanRedisStartNoThreadsAndWaitForOneLaterRead() {
        var asked = new AtomicInteger();
        var behind = reading(id -> {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(Optional.of(OLD));
        });
        var before = threadsStarted();
        var answers = IntStream.range(0, 500)
                .mapToObj(i -> behind.read(ID, AsOf.after(5)))
                .toList();
        answers.forEach(read -> assertThat(answer(read)).contains(OLD));
        assertThat(asked).hasValue(2);
        assertThat(threadsStarted() - before).isLessThan(10);
    }

    @Test
    void aReadThatCannotBeginFailsForAllWhoWaitForIt() {
        var broken = reading(id -> {
            throw new RedisUnavailableException("there is no connection");
        });
        for (int i = 0; i < 2; i++) {
            assertThat(broken.read(ID, AsOf.NOTHING))
                    .failsWithin(Duration.ofSeconds(2))
                    .withThrowableThat()
                    .withCauseInstanceOf(RedisUnavailableException.class);
        }
    }

    private static long threadsStarted() {
        return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    }

    private void awaitRedis() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> redis.trouble().isEmpty());
    }

    private static Optional<SessionView> answer(CompletableFuture<Optional<SessionView>> read) {
        return read.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
