package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waitingroom.faults.Outcome.NotRun;
import io.waitingroom.faults.Outcome.Rating;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/** Injects a few faults with every build, and all of them with {@code -Pfaults}. */
@Isolated("a fault must be followed by recovery within three seconds, which a busy machine may not give")
class FaultsTest {
    private static final List<String> SHORT_MIX =
            List.of("leader-killed", "grant-held-back", "api-killed", "redis-killed", "everything-flushed");

    private static final Campaign CAMPAIGN = new Campaign(System.out::println, System.out::println);
    private static final long SEED = Long.getLong("faults.seed", Campaign.randomSeed());

    @AfterAll
    static void close() {
        CAMPAIGN.close();
    }

    @TestFactory
    Stream<DynamicTest> everyPromiseIsKeptUnder() {
        return Catalogue.all().stream()
                .filter(fault -> "all".equals(System.getProperty("faults")) || SHORT_MIX.contains(fault.name()))
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> check(fault)));
    }

    private static void check(Fault fault) {
        var outcome = CAMPAIGN.run(fault, SEED);
        var isInconclusive = outcome instanceof NotRun || outcome.rating() == Rating.NOT_PROVEN;
        assumeTrue(!isInconclusive || "true".equals(System.getenv("CI")), outcome::toString);
        assertThat(outcome.rating())
                .as("%s with -Dfaults.seed=%d", fault.name(), SEED)
                .withFailMessage(outcome::toString)
                .isEqualTo(Rating.GOOD);
    }
}
