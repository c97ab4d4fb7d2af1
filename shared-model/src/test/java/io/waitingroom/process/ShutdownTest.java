package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void aStepThatFailsKeepsNoneOfTheLaterOnesFromBeingTaken() {
        var taken = new ArrayList<String>();
        Shutdown.run(List.of(
                () -> taken.add("first"),
                () -> {
                    throw new IllegalStateException("a step that fails");
                },
                () -> taken.add("last")));
        assertThat(taken).containsExactly("first", "last");
    }
}
