package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.Signer.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.waitingroom.permit.check.Verdict.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PermitVerifierTest {
    private final TestTime time = new TestTime();
    private final Signer signer = new Signer(time);
    private final KeyHost host = new KeyHost(signer.key.toPublicJWK());
    private final PermitVerifier verifier = PermitVerifier.builder(host.address())
            .clock(time)
            .nanoTime(time::nanoTime)
            .build();

    @AfterEach
    void close() {
        host.close();
    }

    private Verdict verdict(UnaryOperator<JWTClaimsSet.Builder> change) {
        return verifier.verify(signer.permit(change));
    }

    private static Verdict refused(Reason reason) {
        return new Verdict.Refused(reason);
    }

    @Test
    void validPermitYieldsSubjectIdAndExpiry() throws Exception {
        var token = signer.permit();
        var id = SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        assertThat(verifier.verify(token)).isInstanceOfSatisfying(Verdict.Valid.class, valid -> {
            assertThat(valid.permit().subject()).isEqualTo(SUBJECT);
            assertThat(valid.permit().id()).isEqualTo(id);
            assertThat(valid.permit().expires()).isEqualTo(time.instant().plusSeconds(120));
            assertThat(valid.permit().binding()).isEmpty();
        });
    }

    @ParameterizedTest
    @NullAndEmptySource
    void emptyTokenIsMissing(String token) {
        assertThat(verifier.verify(token)).isEqualTo(refused(Reason.MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "....", "e30.e30.e30", "\u0000", "null", "%00", "é.é.é"})
    void invalidTokenIsMalformed(String text) {
        assertThat(verifier.verify(text)).isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void hugeTokenIsMalformedEvenIfItIsSigned() {
        assertThat(verdict(claims -> claims.claim("more", "x".repeat(3000)))).isEqualTo(refused(Reason.MALFORMED));
        assertThat(verifier.verify("a".repeat(5_000_000))).isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void permitExpiresAtItsExpiryPlusLeeway() {
        var token = signer.permit();
        time.pass(Duration.ofSeconds(129));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Valid.class);
        time.pass(Duration.ofSeconds(1));
        assertThat(verifier.verify(token)).isEqualTo(refused(Reason.EXPIRED));
    }

    @Test
    void permitIsValidFromNotBeforeMinusLeeway() {
        assertThat(verdict(claims -> claims.notBeforeTime(signer.inSeconds(10))))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(verdict(claims -> claims.notBeforeTime(signer.inSeconds(11))))
                .isEqualTo(refused(Reason.NOT_YET_VALID));
        assertThat(verdict(claims -> claims.issueTime(signer.inSeconds(11)))).isEqualTo(refused(Reason.NOT_YET_VALID));
    }

    @Test
    void leewayIsConfigurable() {
        var strict = PermitVerifier.builder(host.address())
                .leeway(Duration.ZERO)
                .clock(time)
                .build();
        var token = signer.permit();
        time.pass(Duration.ofSeconds(120));
        assertThat(strict.verify(token)).isEqualTo(refused(Reason.EXPIRED));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void permitOfAnotherRoomIsRefused() {
        assertThat(verdict(claims -> claims.audience("balcony"))).isEqualTo(refused(Reason.WRONG_ROOM));
    }

    @Test
    void permitForTwoRoomsIsMalformed() {
        assertThat(verdict(claims -> claims.audience(List.of("default", "balcony"))))
                .isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void permitOfAnotherIssuerIsRefused() {
        assertThat(verdict(claims -> claims.issuer("another"))).isEqualTo(refused(Reason.WRONG_ISSUER));
    }

    @Test
    void roomAndIssuerAreConfigurable() {
        var other = PermitVerifier.builder(host.address())
                .room("balcony")
                .issuer("another")
                .clock(time)
                .build();
        assertThat(other.verify(
                        signer.permit(claims -> claims.audience("balcony").issuer("another"))))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(other.verify(signer.permit())).isEqualTo(refused(Reason.WRONG_ISSUER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "jti", "iat", "nbf", "exp"})
    void permitWithoutARequiredClaimIsMalformed(String name) {
        assertThat(verdict(claims -> claims.claim(name, null))).isEqualTo(refused(Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nSet-Cookie: x=y", "ü"})
    void subjectThatIsUnsafeInAHeaderIsMalformed(String subject) {
        assertThat(verdict(claims -> claims.subject(subject))).isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void boundPermitIsValidWithItsFingerprintOnly() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest("browser".getBytes(StandardCharsets.UTF_8));
        var binding = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        var token = signer.permit(claims -> claims.claim("bnd", binding));
        assertThat(verifier.verify(token, "browser")).isInstanceOf(Verdict.Valid.class);
        assertThat(verifier.verify(token, "Browser")).isEqualTo(refused(Reason.BOUND_TO_ANOTHER));
        assertThat(verifier.verify(token, (String) null)).isEqualTo(refused(Reason.BOUND_TO_ANOTHER));
        assertThat(verifier.verify(token)).isEqualTo(refused(Reason.BOUND_TO_ANOTHER));
    }

    @Test
    void emptyFingerprintNeverMatches() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(new byte[0]);
        var binding = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        var token = signer.permit(claims -> claims.claim("bnd", binding));
        assertThat(verifier.verify(token, "")).isEqualTo(refused(Reason.BOUND_TO_ANOTHER));
    }

    @Test
    void unboundPermitIsRefusedWhereAFingerprintIsGiven() {
        assertThat(verifier.verify(signer.permit(), "browser")).isEqualTo(refused(Reason.BOUND_TO_ANOTHER));
    }

    @Test
    void cachedSignatureDoesNotOutliveItsKey() {
        var token = signer.permit(claims -> claims.expirationTime(signer.inSeconds(3600)));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Valid.class);
        host.publish(new Signer(time).key.toPublicJWK());
        time.pass(Duration.ofMinutes(1));
        assertThat(verifier.verify(token)).isEqualTo(refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void cachedSignatureIsInvalidForAnotherKeyWithTheSameId() {
        var token = signer.permit(claims -> claims.expirationTime(signer.inSeconds(3600)));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Valid.class);
        var other = new Signer(time).key.toPublicJWK();
        host.publish(new ECKey.Builder(other).keyID(signer.key.getKeyID()).build());
        time.pass(Duration.ofMinutes(1));
        assertThat(verifier.verify(token)).isEqualTo(refused(Reason.BAD_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwks.json", "file:///etc/passwd", "ftp://host/x", "http:///x"})
    void invalidKeyUrlIsRejectedAtOnce(String address) {
        assertThatThrownBy(() -> PermitVerifier.builder(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an http or https URL");
    }
}
