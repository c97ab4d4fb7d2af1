package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.permit.check.Verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static PermitVerifier verifierOf(Room room) {
        return PermitVerifier.of(VerifierSettings.of(room.keys()));
    }

    @Test
    void aKeyThatIsNewIsLookedUp() {
        try (var room = new Room()) {
            var verifier = verifierOf(room);
            assertThat(verifier.verify(room.permit())).isInstanceOf(Verdict.Valid.class);
            var next = Room.newKey();
            room.publish(next);
            assertThat(verifier.verify(room.permitBy(next, claims -> claims))).isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void permitsOfUnknownKeysDoNotHammerTheWaitingRoom() {
        try (var room = new Room()) {
            var verifier = verifierOf(room);
            for (int i = 0; i < 100; i++) {
                assertThat(verifier.verify(room.permitBy(Room.newKey(), claims -> claims)))
                        .isEqualTo(new Verdict.Refused(Reason.NOT_A_PERMIT));
            }
            assertThat(room.fetches()).isLessThanOrEqualTo(4);
            assertThat(verifier.verify(room.permit())).isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void knownKeysAreUsedWhileTheWaitingRoomIsAway() {
        var room = new Room();
        var verifier = verifierOf(room);
        assertThat(verifier.verify(room.permit())).isInstanceOf(Verdict.Valid.class);
        room.close();
        assertThat(verifier.verify(room.permit())).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void beforeAnyKeyIsKnownItCannotBeToldAndSoonCanOnceThereIs() {
        var room = new Room();
        room.close();
        var verifier = verifierOf(room);
        for (int i = 0; i < 5; i++) {
            assertThat(verifier.verify(room.permit())).isEqualTo(new Verdict.Unknown());
        }
        try (var again = new Room(room.port())) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> verifier.verify(again.permit()) instanceof Verdict.Valid);
        }
    }
}
