package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void failedStepDoesNotPreventLaterSteps() {
        var completed = new ArrayList<String>();
        Shutdown.now(
                () -> completed.add("first"),
                () -> {
                    throw new IllegalStateException("a step that fails");
                },
                () -> completed.add("last"));
        assertThat(completed).containsExactly("first", "last");
    }
}
