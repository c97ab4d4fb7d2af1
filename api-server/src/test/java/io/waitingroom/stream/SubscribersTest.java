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
    private static final SessionStatus NOW = new SessionStatus(
            SessionState.ACTIVE,
            AsOfCodec.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Subscribers followers = new Subscribers();
    private final AtomicInteger aborts = new AtomicInteger();

    @Test
    void aFollowerIsMadeWithWhatItWasTold() {
        assertThat(follower(1).cadence()).isZero();
        assertThatThrownBy(() -> follower(1, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void oneThatFailsIsDroppedAndTheOthersAreLookedAfter() {
        for (int ticket = 1; ticket <= 5; ticket++) {
            followers.add(follower(ticket));
        }
        var visited = new ArrayList<Subscriber>();
        followers.forEach(follower -> {
            visited.add(follower);
            if (visited.size() == 1) {
                throw new IllegalStateException("a stream that fails");
            }
        });
        assertThat(visited).hasSize(5);
        assertThat(followers.size()).isEqualTo(4);
        assertThat(aborts).hasValue(1);
    }

    @Test
    void eachSessionHasTheNewestFewOnly() {
        var first = follower(1);
        followers.add(first);
        followers.add(follower(2));
        for (int i = 1; i < Subscribers.MOST_OF_A_SESSION; i++) {
            assertThat(followers.add(follower(1))).isEmpty();
        }
        assertThat(followers.add(follower(1))).containsSame(first);
    }

    @Test
    void oneThatIsGoneMakesPlaceForAnother() {
        for (int i = 0; i < 2 * Subscribers.MOST_OF_A_SESSION; i++) {
            var follower = follower(1);
            assertThat(followers.add(follower)).isEmpty();
            followers.remove(follower);
        }
        assertThat(followers.isEmpty()).isTrue();
    }

    private Subscriber follower(long ticket) {
        return follower(ticket, NOW);
    }

    private Subscriber follower(long ticket, SessionStatus now) {
        var stream = new EventStream(null, aborts::incrementAndGet);
        return new Subscriber(new SessionId(1, ticket, 1), "id", Binding.NONE, stream, now);
    }
}
