package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.Guarded.PAGE;
import static io.waitingroom.permit.check.Guarded.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the service takes a visitor for is what the permit says, and never what the visitor does. */
class SubjectTest {
    private static final String OURS =
            Origin.REACHED + " %1$s [%1$s] [Waiting-Room-Subject] %1$s".formatted(Signer.SUBJECT);

    private final Guarded room = new Guarded();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theServiceIsToldTheSubject() {
        assertThat(room.origin().get("/seats", cookie(room.signer.permit())).body())
                .isEqualTo(OURS);
    }

    @Test
    void aSubjectThatAClientSentIsTakenOut() {
        var origin = room.origin();
        for (var name : new String[] {"Waiting-Room-Subject", "waiting-room-subject", "WAITING-ROOM-SUBJECT"}) {
            assertThat(origin.get("/seats", cookie(room.signer.permit()), name + ": forged", name + ": again")
                            .body())
                    .isEqualTo(OURS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Origin.ASYNCHRONOUS, Origin.BROKEN})
    void anotherDispatchOfTheSameRequestIsToldTheSame(String path) {
        var answer = room.origin().get(path, cookie(room.signer.permit()), "Waiting-Room-Subject: forged");
        assertThat(answer.body()).isEqualTo(OURS);
    }

    @Test
    void aRequestThatWasLetInIsFinishedEvenIfItsPermitRunsOutMeanwhile() {
        var origin = room.origin();
        origin.meanwhile = () -> room.time.pass(Duration.ofMinutes(10));
        assertThat(origin.get(Origin.ASYNCHRONOUS, cookie(room.signer.permit())).body())
                .isEqualTo(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {Origin.ASYNCHRONOUS, Origin.BROKEN})
    void anotherDispatchNeedsAPermitAsTheFirstOne(String path) {
        var origin = room.origin(PAGE, filter -> filter.open("/open"));
        assertThat(origin.get(path, "Waiting-Room-Subject: forged").status()).isEqualTo(303);
    }

    @Test
    void anOpenPathLeadsToNoClosedOne() {
        var origin = room.origin(PAGE, filter -> filter.open(Origin.ASYNCHRONOUS));
        assertThat(origin.get(Origin.ASYNCHRONOUS).status()).isEqualTo(303);
    }

    @Test
    void anErrorPageOfAnOpenPathHasNoSubject() {
        var origin = room.origin(PAGE, filter -> filter.open(Origin.BROKEN));
        assertThat(origin.get(Origin.BROKEN, "Waiting-Room-Subject: forged").body())
                .isEqualTo(Origin.REACHED + " null [] [] -");
    }

    @Test
    void onOpenPathsThereIsNoSubjectAtAll() {
        var origin = room.origin(PAGE, filter -> filter.open("/open"));
        assertThat(origin.get("/open", "Waiting-Room-Subject: forged", cookie(room.signer.permit()))
                        .body())
                .isEqualTo(Origin.REACHED + " null [] [] -");
    }
}
