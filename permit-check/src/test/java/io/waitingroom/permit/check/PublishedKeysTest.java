package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.waitingroom.permit.check.Verdict.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that change, and a server of them that is away, slow or broken. */
class PublishedKeysTest {
    private static final Verdict UNKNOWN_KEY = new Verdict.Refused(Reason.UNKNOWN_KEY);

    private final TestTime time = new TestTime();
    private final Signer signer = new Signer(time);
    private final Signer next = new Signer(time);
    private final KeyHost host = new KeyHost(signer.key.toPublicJWK());
    private final PermitVerifier verifier = verifier(host.address());

    @AfterEach
    void close() {
        host.close();
    }

    private PermitVerifier verifier(URI keys) {
        return PermitVerifier.builder(keys).clock(time).nanoTime(time::nanoTime).build();
    }

    private void assertValid(String token) {
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void aKeyThatAppearsIsUsedSecondsLater() {
        assertThat(verifier.verify(next.permit())).isEqualTo(UNKNOWN_KEY);
        host.publish(signer.key.toPublicJWK(), next.key.toPublicJWK());
        time.pass(Duration.ofSeconds(5));
        assertValid(next.permit());
        assertValid(signer.permit());
    }

    @Test
    void aKeyThatIsWithdrawnIsForgottenWithinAMinute() {
        assertValid(signer.permit());
        host.publish(next.key.toPublicJWK());
        time.pass(Duration.ofMinutes(1));
        assertThat(verifier.verify(signer.permit())).isEqualTo(UNKNOWN_KEY);
    }

    @Test
    void keysAreFetchedOnceAMinuteHoweverManyPermitsCome() {
        for (int second = 0; second < 59; second++) {
            assertValid(signer.permit());
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(host.timesAsked()).isEqualTo(1);
    }

    @Test
    void permitsOfMadeUpKeysDoNotHammerTheServer() {
        for (int tenth = 0; tenth < 500; tenth++) {
            assertThat(verifier.verify(new Signer(time).permit())).isEqualTo(UNKNOWN_KEY);
            time.pass(Duration.ofMillis(100));
        }
        assertThat(host.timesAsked()).isLessThanOrEqualTo(11);
        assertValid(signer.permit());
    }

    @Test
    void whatIsOverAnywayAsksNobody() {
        time.pass(Duration.ofSeconds(20));
        verifier.verify(next.permit(claims -> claims.expirationTime(next.inSeconds(-60))));
        verifier.verify(next.permit(claims -> claims.audience("balcony")));
        assertThat(host.timesAsked()).isEqualTo(1);
    }

    @Test
    void knownKeysServeOnWhileTheServerIsAway() {
        host.close();
        for (int hour = 0; hour < 23; hour++) {
            time.pass(Duration.ofHours(1));
            assertValid(signer.permit());
        }
    }

    @Test
    void keysThatNobodyConfirmedForADayAreNotBelieved() {
        host.close();
        time.pass(Duration.ofDays(1));
        assertThat(verifier.verify(signer.permit())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void ofAnUnknownKeyNothingIsToldWhileTheServerIsAway() {
        host.close();
        assertThat(verifier.verify(next.permit())).isEqualTo(UNKNOWN_KEY);
        time.pass(Duration.ofMinutes(1));
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void aServerThatIsDownAtTheStartIsFoundWhenItComes() {
        var port = host.port();
        host.close();
        var early = verifier(host.address());
        assertThat(early.verify(signer.permit())).isEqualTo(new Verdict.Unknown());
        time.pass(Duration.ofSeconds(1));
        try (var late = new KeyHost(port, signer.key.toPublicJWK())) {
            assertThat(early.verify(signer.permit())).isInstanceOf(Verdict.Valid.class);
            assertThat(late.timesAsked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}", "{\"keys\":1}"})
    void anAnswerThatHoldsNoKeysChangesNothing(String body) {
        host.answerWith(200, body);
        time.pass(Duration.ofMinutes(10));
        assertValid(signer.permit());
        assertThat(host.timesAsked()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsNotOkChangesNothing() {
        host.publish(next.key.toPublicJWK());
        host.answerWith(500, "{\"keys\":[" + next.key.toPublicJWK() + "]}");
        time.pass(Duration.ofMinutes(10));
        assertValid(signer.permit());
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() {
        var keys = "{\"keys\":[" + next.key.toPublicJWK() + "],\"x\":\"" + "x".repeat(100_000) + "\"}";
        host.answerWith(200, keys);
        time.pass(Duration.ofMinutes(10));
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
        assertValid(signer.permit());
    }

    @Test
    @Timeout(10)
    void aServerThatFallsMuteIsGivenUp() {
        host.fallMute();
        time.pass(Duration.ofMinutes(2));
        assertValid(signer.permit());
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
        assertThat(host.timesAsked()).isEqualTo(2);
    }

    @Test
    // Whoever waits for a lock does not hear that time is up.
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void whileOneRequestWaitsForASlowServerNobodyElseDoes() throws Exception {
        var key = Map.<String, JWSVerifier>of("known", new ECDSAVerifier(signer.key));
        var asked = new AtomicInteger();
        var answer = new CountDownLatch(1);
        var keys = new PublishedKeys(
                () -> {
                    if (asked.incrementAndGet() > 1) {
                        awaitIt(answer);
                    }
                    return key;
                },
                time::nanoTime);
        keys.refreshIfDue();
        time.pass(Duration.ofMinutes(2));
        var held = CompletableFuture.supplyAsync(() -> keys.find("known"));
        await().until(() -> asked.get() == 2);
        assertThat(keys.find("known")).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.find("unknown")).isEqualTo(new KeyLookup.Unknown());
        assertThat(held).isNotDone();
        answer.countDown();
        assertThat(held.get()).isInstanceOf(KeyLookup.Found.class);
        assertThat(asked).hasValue(2);
    }

    private static void awaitIt(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    @Timeout(10)
    void aServerThatIsMuteAtTheStartEndsTheStartWithinSeconds() {
        host.fallMute();
        assertThat(verifier(host.address()).verify(signer.permit())).isEqualTo(new Verdict.Unknown());
    }
}
