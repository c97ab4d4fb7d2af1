package io.waitingroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Assertions about verdicts. */
final class Verdicts {
    private Verdicts() {}

    static void assertHolds(Recording recording) {
        assertThat(recording.check().violations()).isEmpty();
    }

    /** Asserts that there is exactly one violation, of this invariant, with this text and these lines among its own. */
    static void assertBroken(Recording recording, String invariant, String what, String... lines) {
        var violations = recording.check().violations();
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.invariant()).isEqualTo(invariant);
            assertThat(violation.what()).contains(what);
            assertThat(violation.lines()).hasSizeLessThanOrEqualTo(20);
            Arrays.stream(lines).forEach(line -> assertThat(violation.lines()).anyMatch(l -> l.contains(line)));
        });
    }
}
