package io.waitingroom.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.permit.Binding;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.SessionStatus;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubscribersTest {
    private static final SessionStatus STATUS = new SessionStatus(
            SessionState.ACTIVE,
            AsOfCodec.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Subscribers subscribers = new Subscribers();
    private final AtomicInteger aborts = new AtomicInteger();

    @Test
    void aSubscriberNeedsAFirstStatus() {
        assertThat(subscriber(1).cadence()).isZero();
        assertThatThrownBy(() -> subscriber(1, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aFailingSubscriberIsDroppedAndTheOthersAreVisited() {
        for (int ticket = 1; ticket <= 5; ticket++) {
            subscribers.add(subscriber(ticket));
        }
        var visited = new ArrayList<Subscriber>();
        subscribers.forEach(subscriber -> {
            visited.add(subscriber);
            if (visited.size() == 1) {
                throw new IllegalStateException("a stream that fails");
            }
        });
        assertThat(visited).hasSize(5);
        assertThat(subscribers.size()).isEqualTo(4);
        assertThat(aborts).hasValue(1);
    }

    @Test
    void aSessionKeepsOnlyItsNewestStreams() {
        var first = subscriber(1);
        subscribers.add(first);
        subscribers.add(subscriber(2));
        for (int i = 1; i < Subscribers.MAX_PER_SESSION; i++) {
            assertThat(subscribers.add(subscriber(1))).isEmpty();
        }
        assertThat(subscribers.add(subscriber(1))).containsSame(first);
    }

    @Test
    void aRemovedSubscriberMakesRoomForAnother() {
        for (int i = 0; i < 2 * Subscribers.MAX_PER_SESSION; i++) {
            var subscriber = subscriber(1);
            assertThat(subscribers.add(subscriber)).isEmpty();
            subscribers.remove(subscriber);
        }
        assertThat(subscribers.isEmpty()).isTrue();
    }

    private Subscriber subscriber(long ticket) {
        return subscriber(ticket, STATUS);
    }

    private Subscriber subscriber(long ticket, SessionStatus status) {
        var stream = new EventStream(null, aborts::incrementAndGet);
        return new Subscriber(new SessionId(1, ticket, 1), "id", Binding.NONE, stream, status);
    }
}
