package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.TestRoom.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a filter that is configured by servlet init parameters. */
class InitParametersTest {
    private final Signer signer = new Signer(Clock.systemUTC());
    private final KeyHost keys = new KeyHost(signer.key.toPublicJWK());
    private final Map<String, String> parameters =
            new HashMap<>(Map.of("jwks-url", keys.address().toString(), "waiting-page", "/waiting-room"));

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void twoParametersSuffice() {
        try (var origin = Origin.declared(parameters)) {
            assertThat(origin.get("/seats").header("Location")).isEqualTo("/waiting-room?next=%2Fseats");
            assertThat(origin.get("/seats", cookie(signer.permit())).status()).isEqualTo(200);
        }
    }

    @Test
    void everyParameterIsApplied() {
        parameters.putAll(Map.of(
                "room", "balcony",
                "issuer", "another",
                "leeway-seconds", "0",
                "waiting-page", "https://queue.example/waiting-room",
                "open-paths", " /css/, /thanks\n/img/",
                "fingerprint-header", "X-Fingerprint",
                "public-origin", "https://tickets.example"));
        try (var origin = Origin.declared(parameters)) {
            assertThat(origin.get("/img/a").status()).isEqualTo(200);
            assertThat(origin.get("/seats").header("Location"))
                    .isEqualTo("https://queue.example/waiting-room?next=https%3A%2F%2Ftickets.example%2Fseats");
            var bound = signer.permit(claims -> claims.audience("balcony")
                    .issuer("another")
                    // The SHA-256 hash of "mine".
                    .claim("bnd", "P9MFQv4_YbFL1KSy3Atvsw-m9j685S3Rd4qqjE3ALP8"));
            assertThat(origin.get("/seats", cookie(bound), "X-Fingerprint: mine")
                            .status())
                    .isEqualTo(200);
            assertThat(origin.get("/seats", cookie(bound)).status()).isEqualTo(303);
            var expired = signer.permit(claims -> claims.audience("balcony")
                    .issuer("another")
                    .claim("bnd", "P9MFQv4_YbFL1KSy3Atvsw-m9j685S3Rd4qqjE3ALP8")
                    .expirationTime(signer.inSeconds(-1)));
            assertThat(origin.get("/seats", cookie(expired), "X-Fingerprint: mine")
                            .status())
                    .isEqualTo(303);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jwks-url, ",
        "jwks-url, nowhere",
        "waiting-page, ",
        "waiting-page, mailto:x@example.com",
        "waiting-page, waiting-room",
        "waiting-page, //evil.example",
        "waiting-page, javascript:alert(1)",
        "leeway-seconds, ten",
        "leeway-seconds, -1",
        "leeway-seconds, 3600",
        "open-paths, /",
        "public-origin, tickets.example",
        "public-origin, https://tickets.example/path",
        "trust-forwarded, yes"
    })
    void invalidParameterIsNamed(String name, String value) {
        parameters.put(name, value == null ? "" : value);
        assertThatThrownBy(() -> Origin.declared(parameters))
                .hasStackTraceContaining(name + (value == null ? " is" : ":"));
    }
}
