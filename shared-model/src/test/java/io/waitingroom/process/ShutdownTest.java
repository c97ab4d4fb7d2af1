package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void aStepThatFailsKeepsNoneOfTheLaterOnesFromBeingTaken() {
        var taken = new ArrayList<String>();
        Shutdown.now(
                () -> taken.add("first"),
                () -> {
                    throw new IllegalStateException("a step that fails");
                },
                () -> taken.add("last"));
        assertThat(taken).containsExactly("first", "last");
    }
}
