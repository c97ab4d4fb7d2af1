package io.waitingroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private long now;
    private final OpenConnections<String> open =
            new OpenConnections<>(3, Duration.ofSeconds(10), Duration.ofSeconds(40), () -> now);

    private void advance(Duration time) {
        now += time.toNanos();
    }

    private void serve(String connection) {
        open.requested(connection);
        open.answered(connection);
    }

    @Test
    void connectionsUpToTheLimitStayOpen() {
        for (var connection : new String[] {"a", "b", "c"}) {
            assertThat(open.opened(connection)).isEmpty();
        }
        assertThat(open.size()).isEqualTo(3);
    }

    @Test
    void connectionsWithoutARequestAreEvictedFirst() {
        open.opened("served");
        serve("served");
        open.opened("slow");
        open.opened("slow too");
        advance(OpenConnections.GRACE_PERIOD);
        assertThat(open.opened("new")).containsExactly("slow");
        assertThat(open.opened("newer")).containsExactly("slow too");
        assertThat(open.size()).isEqualTo(3);
    }

    @Test
    void idleConnectionsAreEvictedBeforeYoungOnes() {
        open.opened("silent");
        open.opened("recent");
        serve("recent");
        serve("silent");
        open.opened("young");
        assertThat(open.opened("new")).containsExactly("recent");
        assertThat(open.opened("newer")).containsExactly("silent");
        assertThat(open.opened("newest")).containsExactly("young");
    }

    @Test
    void busyConnectionsAreNotEvicted() {
        for (var connection : new String[] {"a", "b", "c"}) {
            open.opened(connection);
            open.requested(connection);
        }
        assertThat(open.opened("new")).containsExactly("new");
        open.answered("b");
        assertThat(open.opened("new")).containsExactly("b");
    }

    @Test
    void theFirstRequestMustArriveInTime() {
        open.opened("slow");
        advance(Duration.ofSeconds(5));
        open.opened("served");
        serve("served");
        advance(Duration.ofSeconds(4));
        assertThat(open.overdue()).isEmpty();
        advance(Duration.ofSeconds(1));
        assertThat(open.overdue()).containsExactly("slow");
        assertThat(open.overdue()).isEmpty();
        assertThat(open.size()).isEqualTo(1);
    }

    @Test
    void theNextRequestMustArriveInTimeAfterTheResponse() {
        open.opened("kept");
        serve("kept");
        advance(Duration.ofSeconds(39));
        serve("kept");
        advance(Duration.ofSeconds(39));
        assertThat(open.overdue()).isEmpty();
        advance(Duration.ofSeconds(1));
        assertThat(open.overdue()).containsExactly("kept");
    }

    @Test
    void aResponseMayTakeAnyTime() {
        open.opened("a");
        open.requested("a");
        advance(Duration.ofHours(1));
        assertThat(open.overdue()).isEmpty();
    }

    @Test
    void closedConnectionsDoNotCount() {
        open.opened("a");
        open.opened("b");
        open.requested("b");
        open.closed("a");
        open.closed("b");
        open.answered("b");
        open.requested("a");
        assertThat(open.size()).isZero();
    }
}
