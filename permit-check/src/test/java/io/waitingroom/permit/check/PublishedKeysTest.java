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

/** Tests key rotation, and a key server that is down, slow or broken. */
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
    void newKeyIsUsedSecondsLater() {
        assertThat(verifier.verify(next.permit())).isEqualTo(UNKNOWN_KEY);
        host.publish(signer.key.toPublicJWK(), next.key.toPublicJWK());
        time.pass(Duration.ofSeconds(5));
        assertValid(next.permit());
        assertValid(signer.permit());
    }

    @Test
    void withdrawnKeyIsDroppedWithinAMinute() {
        assertValid(signer.permit());
        host.publish(next.key.toPublicJWK());
        time.pass(Duration.ofMinutes(1));
        assertThat(verifier.verify(signer.permit())).isEqualTo(UNKNOWN_KEY);
    }

    @Test
    void keysAreFetchedOncePerMinute() {
        for (int second = 0; second < 59; second++) {
            assertValid(signer.permit());
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(host.requestCount()).isEqualTo(1);
    }

    @Test
    void unknownKeyIdsDoNotFloodTheServer() {
        for (int tenth = 0; tenth < 500; tenth++) {
            assertThat(verifier.verify(new Signer(time).permit())).isEqualTo(UNKNOWN_KEY);
            time.pass(Duration.ofMillis(100));
        }
        assertThat(host.requestCount()).isLessThanOrEqualTo(11);
        assertValid(signer.permit());
    }

    @Test
    void expiredOrForeignPermitTriggersNoFetch() {
        time.pass(Duration.ofSeconds(20));
        verifier.verify(next.permit(claims -> claims.expirationTime(next.inSeconds(-60))));
        verifier.verify(next.permit(claims -> claims.audience("balcony")));
        assertThat(host.requestCount()).isEqualTo(1);
    }

    @Test
    void knownKeysStayValidWhileTheServerIsDown() {
        host.close();
        for (int hour = 0; hour < 23; hour++) {
            time.pass(Duration.ofHours(1));
            assertValid(signer.permit());
        }
    }

    @Test
    void keysUnconfirmedForADayAreNotTrusted() {
        host.close();
        time.pass(Duration.ofDays(1));
        assertThat(verifier.verify(signer.permit())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void unknownKeyIsUndecidedWhileTheServerIsDown() {
        host.close();
        assertThat(verifier.verify(next.permit())).isEqualTo(UNKNOWN_KEY);
        time.pass(Duration.ofMinutes(1));
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void keysAreFetchedOnceTheServerIsUp() {
        var port = host.port();
        host.close();
        var early = verifier(host.address());
        assertThat(early.verify(signer.permit())).isEqualTo(new Verdict.Unknown());
        time.pass(Duration.ofSeconds(1));
        try (var late = new KeyHost(port, signer.key.toPublicJWK())) {
            assertThat(early.verify(signer.permit())).isInstanceOf(Verdict.Valid.class);
            assertThat(late.requestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}", "{\"keys\":1}"})
    void responseWithoutKeysChangesNothing(String body) {
        host.respondWith(200, body);
        time.pass(Duration.ofMinutes(10));
        assertValid(signer.permit());
        assertThat(host.requestCount()).isEqualTo(2);
    }

    @Test
    void errorResponseChangesNothing() {
        host.publish(next.key.toPublicJWK());
        host.respondWith(500, "{\"keys\":[" + next.key.toPublicJWK() + "]}");
        time.pass(Duration.ofMinutes(10));
        assertValid(signer.permit());
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void oversizedResponseIsAbandoned() {
        var keys = "{\"keys\":[" + next.key.toPublicJWK() + "],\"x\":\"" + "x".repeat(100_000) + "\"}";
        host.respondWith(200, keys);
        time.pass(Duration.ofMinutes(10));
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
        assertValid(signer.permit());
    }

    @Test
    @Timeout(10)
    void hangingServerTimesOut() {
        host.hang();
        time.pass(Duration.ofMinutes(2));
        assertValid(signer.permit());
        assertThat(verifier.verify(next.permit())).isEqualTo(new Verdict.Unknown());
        assertThat(host.requestCount()).isEqualTo(2);
    }

    @Test
    // A thread that waits for a lock does not respond to the interrupt of a timeout.
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void slowFetchDelaysOnlyOneCaller() throws Exception {
        var key = Map.<String, JWSVerifier>of("known", new ECDSAVerifier(signer.key));
        var requests = new AtomicInteger();
        var responseAllowed = new CountDownLatch(1);
        var keys = new PublishedKeys(
                () -> {
                    if (requests.incrementAndGet() > 1) {
                        awaitLatch(responseAllowed);
                    }
                    return key;
                },
                time::nanoTime);
        keys.refreshIfDue();
        time.pass(Duration.ofMinutes(2));
        var slow = CompletableFuture.supplyAsync(() -> keys.find("known"));
        await().until(() -> requests.get() == 2);
        assertThat(keys.find("known")).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.find("unknown")).isEqualTo(new KeyLookup.Unknown());
        assertThat(slow).isNotDone();
        responseAllowed.countDown();
        assertThat(slow.get()).isInstanceOf(KeyLookup.Found.class);
        assertThat(requests).hasValue(2);
    }

    private static void awaitLatch(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    @Timeout(10)
    void hangingServerAtTheStartTimesOutWithinSeconds() {
        host.hang();
        assertThat(verifier(host.address()).verify(signer.permit())).isEqualTo(new Verdict.Unknown());
    }
}
