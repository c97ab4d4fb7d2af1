package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.TestRoom.PAGE;
import static io.waitingroom.permit.check.TestRoom.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the service gets its subject from the permit only, never from headers that the client sends. */
class SubjectTest {
    private static final String EXPECTED_BODY =
            Origin.REACHED + " %1$s [%1$s] [Waiting-Room-Subject] %1$s".formatted(Signer.SUBJECT);

    private final TestRoom room = new TestRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void serviceGetsTheSubject() {
        assertThat(room.origin().get("/seats", cookie(room.signer.permit())).body())
                .isEqualTo(EXPECTED_BODY);
    }

    @Test
    void subjectSentByTheClientIsRemoved() {
        var origin = room.origin();
        for (var name : new String[] {"Waiting-Room-Subject", "waiting-room-subject", "WAITING-ROOM-SUBJECT"}) {
            assertThat(origin.get("/seats", cookie(room.signer.permit()), name + ": forged", name + ": again")
                            .body())
                    .isEqualTo(EXPECTED_BODY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Origin.ASYNCHRONOUS, Origin.BROKEN})
    void laterDispatchGetsTheSameSubject(String path) {
        var response = room.origin().get(path, cookie(room.signer.permit()), "Waiting-Room-Subject: forged");
        assertThat(response.body()).isEqualTo(EXPECTED_BODY);
    }

    @Test
    void admittedRequestFinishesAfterItsPermitExpires() {
        var origin = room.origin();
        origin.meanwhile = () -> room.time.pass(Duration.ofMinutes(10));
        assertThat(origin.get(Origin.ASYNCHRONOUS, cookie(room.signer.permit())).body())
                .isEqualTo(EXPECTED_BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {Origin.ASYNCHRONOUS, Origin.BROKEN})
    void laterDispatchNeedsAPermit(String path) {
        var origin = room.origin(PAGE, filter -> filter.open("/open"));
        assertThat(origin.get(path, "Waiting-Room-Subject: forged").status()).isEqualTo(303);
    }

    @Test
    void openPathCannotDispatchToAProtectedPath() {
        var origin = room.origin(PAGE, filter -> filter.open(Origin.ASYNCHRONOUS));
        assertThat(origin.get(Origin.ASYNCHRONOUS).status()).isEqualTo(303);
    }

    @Test
    void errorPageOfAnOpenPathHasNoSubject() {
        var origin = room.origin(PAGE, filter -> filter.open(Origin.BROKEN));
        assertThat(origin.get(Origin.BROKEN, "Waiting-Room-Subject: forged").body())
                .isEqualTo(Origin.REACHED + " null [] [] -");
    }

    @Test
    void openPathHasNoSubject() {
        var origin = room.origin(PAGE, filter -> filter.open("/open"));
        assertThat(origin.get("/open", "Waiting-Room-Subject: forged", cookie(room.signer.permit()))
                        .body())
                .isEqualTo(Origin.REACHED + " null [] [] -");
    }
}
