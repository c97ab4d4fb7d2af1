package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.redis.RoomKeys;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks the poll intervals that a server with a small budget of polls returns. */
class PollAdviceTest {
    private static final Duration CLAIM = Duration.ofSeconds(8);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String redisUri = TestRedis.emptied();
    private final TestApi api = new TestApi(redisUri, null, "--max-polls-per-second=1").awaitReady();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aClientThatMayBeNextPollsInTimeToClaimUnderAnyBudget() {
        try (var room = new TestRoom(redisUri, settings(100, SECOND))) {
            var last = joinAndReturnLast(50);
            assertThat(pollAfter(last)).isLessThanOrEqualTo(CLAIM.toSeconds() / 2.0);
            room.grant();
            room.tick(CLAIM.dividedBy(2));
            assertThat(Body.of(api.lookUncached(last)).text("status")).isEqualTo("ACTIVE");
        }
    }

    @Test
    void allClientsPollSoonBeforeAnyGranterLed() {
        assertThat(pollAfter(joinAndReturnLast(50))).isLessThanOrEqualTo(5);
    }

    @Test
    void aFasterPaceAppliesToPollsAtOnceAndThenToGrants() {
        var last = joinAndReturnLast(50);
        try (var slow = new TestRoom(redisUri, settings(1, SECOND))) {
            Awaitility.await().until(() -> pollAfter(last) > 10);
            slow.raw.del(RoomKeys.DEFAULT.room().replaceAll("room$", "lease"));
        }
        try (var fast = new TestRoom(redisUri, settings(100, SECOND))) {
            Awaitility.await().until(() -> pollAfter(last) <= CLAIM.toSeconds() / 2.0);
            assertThat(fast.grant()).isEqualTo(1);
            fast.tick(RoomSettings.MAX_POLL_INTERVAL);
            assertThat(fast.grant()).isEqualTo(49);
        }
    }

    private String joinAndReturnLast(int sessions) {
        return IntStream.range(0, sessions)
                .mapToObj(i -> api.join())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private double pollAfter(String id) {
        return Body.of(api.look(id)).number("pollAfterSeconds");
    }

    private static RoomSettings settings(int batchSize, Duration rate) {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                defaults.capacity(),
                batchSize,
                rate,
                defaults.waitingTtl(),
                defaults.activeTtl(),
                CLAIM,
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }
}
