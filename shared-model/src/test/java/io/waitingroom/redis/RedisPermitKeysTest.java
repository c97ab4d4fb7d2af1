package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.redis.RedisPermitKeys.Shared;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RedisPermitKeysTest {
    private static final Duration STAY = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), RoomSettings.DEFAULTS);

    private final RedisPermitKeys keys = new RedisPermitKeys(bench.link, ScriptBench.KEYS, STAY);

    @Test
    void newFleetHasNoKeys() {
        assertThat(keys.share(List.of()).join().keys()).isEmpty();
    }

    @Test
    void firstProposedKeyWins() {
        keys.first("a", "secret a").join();
        var all = keys.first("b", "secret b").join();
        assertThat(all.keys()).containsExactly(new Shared("a", all.keys().get(0).from(), "secret a"));
        assertThat(all.keys().get(0).from()).isLessThanOrEqualTo(all.now());
    }

    @Test
    void addedKeySignsAfterItsDelay() {
        keys.first("a", "secret a").join();
        var all = keys.add("b", "secret b", Duration.ofMinutes(2)).join();
        assertThat(ids(all)).containsExactly("a", "b");
        assertThat(all.keys().get(1).from()).isEqualTo(all.now() + 120_000);
    }

    @Test
    void lostKeysAreRestoredUnchanged() {
        keys.first("a", "secret a").join();
        var before = keys.add("b", "secret: b", Duration.ofMinutes(2)).join();
        bench.raw.flushall();
        assertThat(keys.share(before.keys()).join().keys()).isEqualTo(before.keys());
    }

    @Test
    void restoredKeyDoesNotReplaceANewKey() {
        var before = keys.first("a", "secret a").join();
        bench.raw.flushall();
        keys.first("b", "secret b").join();
        assertThat(ids(keys.share(before.keys()).join())).containsExactly("a", "b");
    }

    @Test
    void supersededKeyIsRemovedAndCannotBeRestored() {
        var old = new Shared("a", 1000, "secret a");
        var now = keys.share(List.of(old)).join().now();
        var recent = new Shared("b", now - STAY.toMillis() + 60_000, "secret b");
        assertThat(ids(keys.share(List.of(recent)).join())).containsExactly("a", "b");
        bench.raw.hset(bench.key("permit-keys"), "b", now - STAY.toMillis() + ":secret b");
        assertThat(ids(keys.share(List.of(old)).join())).containsExactly("b");
        assertThat(bench.raw.hvals(bench.key("permit-keys"))).noneMatch(text -> text.contains("secret a"));
    }

    @Test
    void revokedKeyCannotBeRestored() {
        var before = keys.first("a", "secret a").join();
        assertThat(ids(keys.replaceAll("b", "secret b").join())).containsExactly("b");
        assertThat(ids(keys.share(before.keys()).join())).containsExactly("b");
        assertThat(bench.raw.hvals(bench.key("permit-keys"))).noneMatch(text -> text.contains("secret a"));
    }

    @Test
    void revokedFutureKeyDoesNotRemoveItsReplacement() {
        keys.first("a", "secret a").join();
        keys.add("b", "secret b", Duration.ofSeconds(6)).join();
        assertThat(ids(keys.replaceAll("c", "secret c").join())).containsExactly("c");
        advanceRedisTime(DAY);
        assertThat(ids(keys.share(List.of()).join())).containsExactly("c");
        assertThat(ids(keys.share(List.of()).join())).containsExactly("c");
    }

    @Test
    void revocationHoldsAfterTheRedisClockIsSetBack() {
        keys.first("a", "secret a").join();
        setRedisTimeBack(Duration.ofHours(1));
        assertThat(ids(keys.replaceAll("b", "secret b").join())).containsExactly("b");
        advanceRedisTime(DAY);
        assertThat(ids(keys.share(List.of()).join())).containsExactly("b");
    }

    @Test
    void addedKeySignsAfterAllOthersIfTheClockIsSetBack() {
        keys.first("a", "secret a").join();
        setRedisTimeBack(Duration.ofHours(1));
        var all = keys.add("b", "secret b", Duration.ofMinutes(2)).join();
        assertThat(ids(all)).containsExactly("a", "b");
        assertThat(all.keys().get(1).from()).isEqualTo(all.keys().get(0).from() + 1);
        advanceRedisTime(DAY);
        assertThat(ids(keys.share(List.of()).join())).containsExactly("b");
    }

    @Test
    void fleetWithOnlyRevokedKeyIdsCreatesAFirstKey() {
        var later = keys.share(List.of()).join().now() + 6_000;
        bench.raw.hset(bench.key("permit-keys"), "revoked", later + ":");
        var all = keys.first("a", "secret a").join();
        assertThat(all.keys()).containsExactly(new Shared("a", later + 1, "secret a"));
        assertThat(ids(keys.first("b", "secret b").join())).containsExactly("a");
    }

    @Test
    void oneStoredIdKeepsAllRevokedKeysFromBeingRestored() {
        keys.first("a", "secret a").join();
        var before = keys.add("b", "secret b", Duration.ofHours(1)).join();
        IntStream.range(0, 20).forEach(i -> keys.replaceAll("c" + i, "secret").join());
        assertThat(bench.raw.hkeys(bench.key("permit-keys"))).containsExactlyInAnyOrder("c18", "c19");
        advanceRedisTime(DAY);
        assertThat(ids(keys.share(earlier(before.keys(), DAY)).join())).containsExactly("c19");
        assertThat(bench.raw.hvals(bench.key("permit-keys"))).noneMatch(text -> text.matches(".*secret [ab]"));
    }

    @Test
    void repeatedRevocationHasNoFurtherEffect() {
        keys.first("a", "secret a").join();
        keys.replaceAll("b", "secret b").join();
        assertThat(ids(keys.replaceAll("b", "secret b").join())).containsExactly("b");
    }

    @Test
    void serverWithALongerStayDoesNotRestoreADroppedKey() {
        var patient = new RedisPermitKeys(bench.link, ScriptBench.KEYS, DAY);
        patient.first("a", "secret a").join();
        patient.add("b", "secret b", Duration.ZERO).join();
        advanceRedisTime(STAY.plusSeconds(1));
        var known = patient.share(List.of()).join();
        assertThat(ids(known)).containsExactly("a", "b");
        assertThat(ids(keys.share(List.of()).join())).containsExactly("b");
        assertThat(ids(patient.share(known.keys()).join())).containsExactly("b");
    }

    @Test
    void malformedKeyIsSkippedAndKept() {
        bench.raw.hset(bench.key("permit-keys"), "odd", "?");
        assertThat(ids(keys.first("a", "secret a").join())).containsExactly("a");
        assertThat(bench.raw.hget(bench.key("permit-keys"), "odd")).isEqualTo("?");
    }

    @Test
    void toStringDoesNotContainTheSecret() {
        assertThat(new Shared("a", 1, "secret a").toString()).isEqualTo("a");
    }

    /** Simulates that Redis's clock has advanced: moves all stored times into the past. */
    private void advanceRedisTime(Duration time) {
        var all = new TreeMap<>(bench.raw.hgetall(bench.key("permit-keys")));
        all.replaceAll((id, value) -> earlier(value, time));
        bench.raw.hset(bench.key("permit-keys"), all);
    }

    private void setRedisTimeBack(Duration time) {
        advanceRedisTime(time.negated());
    }

    private static List<Shared> earlier(List<Shared> known, Duration time) {
        return known.stream()
                .map(key -> new Shared(key.id(), key.from() - time.toMillis(), key.text()))
                .toList();
    }

    private static String earlier(String value, Duration time) {
        var parts = value.split(":", 2);
        return Long.parseLong(parts[0]) - time.toMillis() + ":" + parts[1];
    }

    private static List<String> ids(RedisPermitKeys.All all) {
        return all.keys().stream().map(Shared::id).toList();
    }
}
