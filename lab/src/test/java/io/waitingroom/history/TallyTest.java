package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String KEY = "an-idempotency-key";

    @Test
    void aRefusalIsAnAnswer() {
        var before = good().check().tally();
        var tally = good().getsNoAnswer(Kind.POLL, A)
                .answers(Kind.POLL, A, 503, "")
                .check()
                .tally();
        assertThat(tally.operations()).isEqualTo(before.operations() + 2);
        assertThat(tally.unknown()).isEqualTo(1);
    }

    @Test
    void nothingIsLostInAGoodHistory() {
        var tally = good().check().tally();
        assertThat(tally.lost() + tally.recovered() + tally.unknown() + tally.insideBeyond())
                .isZero();
        assertThat(tally.lossWindow()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aJoinWithoutAnAnswerIsRecoveredByItsKeyOrByTheTrail() {
        var recording = good().getsNoAnswer(Kind.JOIN, KEY).born(A).acknowledged(A, KEY);
        recording.getsNoAnswer(Kind.JOIN, "another-key").getsNoAnswer(Kind.JOIN, "");
        assertThat(recording.check().tally().recovered()).isEqualTo(1);
        assertThat(recording.born(B).expires(B).check().tally().recovered()).isEqualTo(2);
    }

    @Test
    void whoWasLetInAndWaitsAfterTheLossIsInsideBeyond() {
        assertThat(inside(toldActive().loses().at(5_000).polls(A, "WAITING"))).isEqualTo(1);
    }

    @Test
    void whoWasLetInAndIsLostIsInsideBeyond() {
        assertThat(inside(good().acknowledged(A, "").polls(A, "ACTIVE").loses().answers(Kind.POLL, A, 404, "")))
                .isEqualTo(1);
        assertThat(inside(toldActive().activates(A).losesRoom())).isEqualTo(1);
    }

    @Test
    void whoExpiresAfterTheLossWithoutHavingBeenActiveIsInsideBeyond() {
        assertThat(inside(toldActive().loses().at(5_000).polls(A, "EXPIRED").expires(A)))
                .isEqualTo(1);
    }

    @Test
    void whoIsStillActiveAfterTheLossIsNotBeyond() {
        assertThat(inside(toldActive()
                        .loses()
                        .answers(Kind.POLL, A, 503, "")
                        .polls(A, "ACTIVE")
                        .polls(A, "WAITING")))
                .isZero();
    }

    @Test
    void whoWasActiveAtTheLossAndEndsLaterIsNotBeyond() {
        assertThat(inside(toldActive().activates(A).loses().expires(A).polls(A, "EXPIRED")))
                .isZero();
    }

    @Test
    void whoAskedToLeaveOrWasToldOfTheEndIsNotInside() {
        assertThat(inside(toldActive().getsNoAnswer(Kind.LEAVE, A).loses().polls(A, "WAITING")))
                .isZero();
        assertThat(inside(toldActive().polls(A, "EXPIRED").loses().polls(A, "WAITING")))
                .isZero();
    }

    private static Recording toldActive() {
        return good().joins(A).polls(A, "ACTIVE");
    }

    private static int inside(Recording recording) {
        return recording.check().tally().insideBeyond();
    }
}
