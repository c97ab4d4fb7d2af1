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
    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
    private final ReadCache reads = cacheOf(new RedisSessions(redis, RoomKeys.DEFAULT)::view);

    private ReadCache cacheOf(Function<SessionId, CompletableFuture<Optional<SessionView>>> source) {
        return new ReadCache(source, timer);
    }

    @AfterEach
    void close() {
        redis.close();
        otherThread.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void aRecentViewIsReturnedToACallerThatKnowsNoMore() {
        reads.put(ID, System.nanoTime(), OLD);
        assertThat(result(reads.read(ID, AsOf.after(4)))).contains(OLD);
    }

    @Test
    void aNewerAsOfForcesAReadDespiteOldViews() {
        awaitRedis();
        var start = System.nanoTime();
        reads.put(ID, start, OLD);
        var later = reads.read(ID, AsOf.after(5));
        while (!later.isDone()) {
            reads.put(ID, start, OLD);
        }
        assertThat(result(later)).isEmpty();
    }

    @Test
    void aRunningReadDoesNotBlockOtherThreads() {
        var sourceReads = new AtomicInteger();
        var self = new AtomicReference<ReadCache>();
        self.set(cacheOf(id -> {
            sourceReads.incrementAndGet();
            return runInOtherThread(() -> self.get().invalidate(id)).thenApply(done -> Optional.of(OLD));
        }));
        result(self.get().read(ID, AsOf.NOTHING));
        assertThat(sourceReads).hasValue(1);
        self.get().put(ID, System.nanoTime(), OLD);
        result(self.get().read(ID, AsOf.after(5)));
        assertThat(sourceReads).hasValue(2);
    }

    // Waits for the other thread. It would time out if the running read held a lock of the cache that the action needs.
    private CompletableFuture<Void> runInOtherThread(Runnable action) {
        var done = CompletableFuture.runAsync(action, otherThread).orTimeout(2, TimeUnit.SECONDS);
        done.join();
        return done;
    }

    @Test
    void manyReadsAheadOfRedisShareOneLaterReadAndStartNoThreads() {
        var sourceReads = new AtomicInteger();
        var cache = cacheOf(id -> {
            sourceReads.incrementAndGet();
            return CompletableFuture.completedFuture(Optional.of(OLD));
        });
        var before = threadsStarted();
        var results = IntStream.range(0, 500)
                .mapToObj(i -> cache.read(ID, AsOf.after(5)))
                .toList();
        results.forEach(read -> assertThat(result(read)).contains(OLD));
        assertThat(sourceReads).hasValue(2);
        assertThat(threadsStarted() - before).isLessThan(10);
    }

    @Test
    void aReadThatCannotStartFailsForAllCallers() {
        var broken = cacheOf(id -> {
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

    private static Optional<SessionView> result(CompletableFuture<Optional<SessionView>> read) {
        return read.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
