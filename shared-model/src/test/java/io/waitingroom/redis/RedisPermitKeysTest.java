package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.redis.RedisPermitKeys.Shared;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RedisPermitKeysTest {
    private static final Duration STAY = Duration.ofMinutes(5);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    private final RedisPermitKeys keys = new RedisPermitKeys(bench.link, ScriptBench.KEYS, STAY);

    @Test
    void aFleetHasNoneAtFirst() {
        assertThat(keys.share(List.of()).join().keys()).isEmpty();
    }

    @Test
    void theFirstOfTwoThatProposeWins() {
        keys.first("a", "secret a").join();
        var all = keys.first("b", "secret b").join();
        assertThat(all.keys()).containsExactly(new Shared("a", all.keys().get(0).from(), "secret a"));
        assertThat(all.keys().get(0).from()).isLessThanOrEqualTo(all.now());
    }

    @Test
    void aKeyThatIsAddedSignsLater() {
        keys.first("a", "secret a").join();
        var all = keys.add("b", "secret b", Duration.ofMinutes(2)).join();
        assertThat(ids(all)).containsExactly("a", "b");
        assertThat(all.keys().get(1).from()).isEqualTo(all.now() + 120_000);
    }

    @Test
    void whatRedisLostIsPutBackAsItWas() {
        keys.first("a", "secret a").join();
        var before = keys.add("b", "secret: b", Duration.ofMinutes(2)).join();
        bench.raw.flushall();
        assertThat(keys.share(before.keys()).join().keys()).isEqualTo(before.keys());
    }

    @Test
    void whatAFreshServerMadeMeanwhileStaysBesideWhatIsPutBack() {
        var before = keys.first("a", "secret a").join();
        bench.raw.flushall();
        keys.first("b", "secret b").join();
        assertThat(ids(keys.share(before.keys()).join())).containsExactly("a", "b");
    }

    @Test
    void aKeyGoesWhenTheNextOneHasSignedForLongEnoughAndCannotBeBroughtBack() {
        var old = new Shared("a", 1000, "secret a");
        var now = keys.share(List.of(old)).join().now();
        var recent = new Shared("b", now - STAY.toMillis() + 60_000, "secret b");
        assertThat(ids(keys.share(List.of(recent)).join())).containsExactly("a", "b");
        bench.raw.hset(bench.key("permit-keys"), "b", now - STAY.toMillis() + ":secret b");
        assertThat(ids(keys.share(List.of(old)).join())).containsExactly("b");
        assertThat(bench.raw.hkeys(bench.key("permit-keys"))).containsExactly("b");
    }

    @Test
    void aKeyThatWasRevokedCannotBePutBack() {
        var before = keys.first("a", "secret a").join();
        assertThat(ids(keys.replaceAll("b", "secret b").join())).containsExactly("b");
        assertThat(ids(keys.share(before.keys()).join())).containsExactly("b");
        assertThat(bench.raw.hvals(bench.key("permit-keys"))).noneMatch(text -> text.contains("secret a"));
    }

    @Test
    void aSecretIsNotToldByChance() {
        assertThat(new Shared("a", 1, "secret a").toString()).isEqualTo("a");
    }

    private static List<String> ids(RedisPermitKeys.All all) {
        return all.keys().stream().map(Shared::id).toList();
    }
}
