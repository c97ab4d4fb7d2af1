package io.waitingroom.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentReadsTest {
    private static final SessionId ID = new SessionId(1, 1, 1);
    private static final SessionView OLD =
            new SessionView(SessionState.ACTIVE, Duration.ofSeconds(6), Duration.ofSeconds(6), 4);

    private final RedisLink redis =
            new RedisLink(RedisURI.create(TestRedis.emptied()), true, new SimpleMeterRegistry()).open();
    private final RecentReads reads = new RecentReads(new RedisSessions(redis, RoomKeys.DEFAULT)::view);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void whatWasSeenAMomentAgoIsToldToWhoKnowsNoMore() {
        reads.saw(ID, System.nanoTime(), OLD);
        assertThat(answer(reads.read(ID, 4))).contains(OLD);
    }

    @Test
    void whoKnowsMoreIsToldWhatRedisSaysHoweverManyOldAnswersComeMeanwhile() {
        awaitRedis();
        var begun = System.nanoTime();
        reads.saw(ID, begun, OLD);
        var later = reads.read(ID, 5);
        while (!later.isDone()) {
            reads.saw(ID, begun, OLD);
        }
        assertThat(answer(later)).isEmpty();
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
