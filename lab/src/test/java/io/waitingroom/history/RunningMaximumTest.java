package io.waitingroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class RunningMaximumTest {
    private static final Call LOW = call(1);
    private static final Call MIDDLE = call(2);
    private static final Call HIGH = call(3);

    private final RunningMaximum maximum = new RunningMaximum(Comparator.comparingLong(Call::start));

    @Test
    void findsTheGreatestUpToAKeyInAnyOrderOfInsertion() {
        maximum.add(5, HIGH);
        maximum.add(6, LOW);
        maximum.add(1, LOW);
        maximum.add(8, MIDDLE);
        assertThat(maximum.greatestUpTo(9)).contains(HIGH);
        assertThat(maximum.greatestUpTo(4)).contains(LOW);
        assertThat(maximum.greatestUpTo(0)).isEmpty();
    }

    @Test
    void aCallThatALowerKeyOutdoesIsDropped() {
        maximum.add(6, LOW);
        maximum.add(7, MIDDLE);
        maximum.add(5, HIGH);
        assertThat(maximum.greatestUpTo(6)).contains(HIGH);
        assertThat(maximum.greatestUpTo(7)).contains(HIGH);
    }

    private static Call call(long start) {
        return new Call(Kind.POLL, "", Call.NONE, start, start, new Answered(200, "", "", 0));
    }
}
