package io.waitingroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class StaircaseTest {
    private static final Call LOW = call(1);
    private static final Call MIDDLE = call(2);
    private static final Call HIGH = call(3);

    private final Staircase stairs = new Staircase(Comparator.comparingLong(Call::start));

    @Test
    void tellsTheFurthestAtMostSoHighInWhateverOrderTheyCame() {
        stairs.add(5, HIGH);
        stairs.add(6, LOW);
        stairs.add(1, LOW);
        stairs.add(8, MIDDLE);
        assertThat(stairs.atMost(9)).contains(HIGH);
        assertThat(stairs.atMost(4)).contains(LOW);
        assertThat(stairs.atMost(0)).isEmpty();
    }

    @Test
    void whoeverIsOutdoneFromBelowLaterIsForgotten() {
        stairs.add(6, LOW);
        stairs.add(7, MIDDLE);
        stairs.add(5, HIGH);
        assertThat(stairs.atMost(6)).contains(HIGH);
        assertThat(stairs.atMost(7)).contains(HIGH);
    }

    private static Call call(long start) {
        return new Call(Kind.POLL, "", Call.NONE, start, start, new Answered(200, "", "", 0));
    }
}
