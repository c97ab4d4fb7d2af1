package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.process.Program;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// If the flag were accepted, the granter would run until the timeout.
@Timeout(20)
class GranterWorkerTest {
    @ParameterizedTest
    @ValueSource(strings = {"--lease-ttl=499ms", "--lease-ttl=off", "--capacity=-1", "--capactiy=1"})
    void badFlagEndsTheProcessWithExitCode2(String argument) {
        assertThat(Program.run(new GranterWorker(), argument)).isEqualTo(2);
    }
}
