package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import io.waitingroom.permit.check.Verdict.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests permits that attackers forge with knowledge of the public key, and permits that their holders altered. */
class ForgedPermitTest {
    private final TestTime time = new TestTime();
    private final Signer signer = new Signer(time);
    private final Signer attacker = new Signer(time);
    private final KeyHost host = new KeyHost(signer.key.toPublicJWK());
    private final KeyHost attackersHost = new KeyHost(attacker.key.toPublicJWK());
    private final PermitVerifier verifier = PermitVerifier.builder(host.address())
            .clock(time)
            .nanoTime(time::nanoTime)
            .build();

    @AfterEach
    void close() {
        host.close();
        attackersHost.close();
    }

    private void assertRefused(String token, Reason reason) {
        assertThat(verifier.verify(token)).isEqualTo(new Verdict.Refused(reason));
    }

    private static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }

    @Test
    void alteredPayloadIsRefusedAfterTheGenuineOneWasCached() {
        var parts = signer.permit().split("\\.");
        verifier.verify(String.join(".", parts));
        var claims = Base64URL.from(parts[1]).decodeToString().replace(Signer.SUBJECT, "Somebody-else-12345");
        assertRefused(parts[0] + "." + encoded(claims) + "." + parts[2], Reason.BAD_SIGNATURE);
    }

    @Test
    void signatureOfAnotherPermitIsRefused() {
        var one = signer.permit().split("\\.");
        var other = signer.permit().split("\\.");
        assertRefused(one[0] + "." + one[1] + "." + other[2], Reason.BAD_SIGNATURE);
    }

    @Test
    void signatureOfZerosIsRefused() {
        var parts = signer.permit().split("\\.");
        assertRefused(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]), Reason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "ES256K", "es256", "RS256", "HS256"})
    void tokenCannotChooseItsAlgorithm(String algorithm) {
        var header = encoded("{\"alg\":\"" + algorithm + "\",\"typ\":\"waiting-room-permit+jwt\",\"kid\":\""
                + signer.key.getKeyID() + "\"}");
        var parts = signer.permit().split("\\.");
        assertRefused(header + "." + parts[1] + "." + parts[2], Reason.MALFORMED);
        assertRefused(header + "." + parts[1] + ".", Reason.MALFORMED);
        assertRefused(header + "." + parts[1], Reason.MALFORMED);
    }

    @Test
    void publicKeyIsNotAcceptedAsHmacSecret() throws JOSEException {
        var publicKey = signer.key.toPublicJWK();
        var encodedKey = publicKey.toECPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encodedKey)
                + "\n-----END PUBLIC KEY-----\n";
        for (var secret : Set.of(publicKey.toJSONString(), pem, pem.strip())) {
            assertRefused(hmac(secret.getBytes(StandardCharsets.UTF_8), JWSAlgorithm.HS256), Reason.MALFORMED);
            assertRefused(hmac(secret.getBytes(StandardCharsets.UTF_8), JWSAlgorithm.HS512), Reason.MALFORMED);
        }
        assertRefused(hmac(encodedKey, JWSAlgorithm.HS256), Reason.MALFORMED);
    }

    private String hmac(byte[] secret, JWSAlgorithm algorithm) throws JOSEException {
        var header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("waiting-room-permit+jwt"))
                .keyID(signer.key.getKeyID())
                .build();
        return Signer.sign(header, signer.claims().build(), new MACSigner(secret));
    }

    @Test
    void otherKeyWithThePublishedKeyIdIsRefused() {
        var header = attacker.header().keyID(signer.key.getKeyID()).build();
        assertRefused(attacker.sign(header, attacker.claims().build()), Reason.BAD_SIGNATURE);
    }

    @Test
    void keyNamedInTheTokenIsNeitherUsedNorFetched() {
        for (var name : Set.of(signer.key.getKeyID(), attacker.key.getKeyID())) {
            time.pass(Duration.ofSeconds(10));
            var reason = name.equals(signer.key.getKeyID()) ? Reason.BAD_SIGNATURE : Reason.UNKNOWN_KEY;
            assertRefused(byAttacker(attacker.header().keyID(name).jwk(attacker.key.toPublicJWK())), reason);
            assertRefused(byAttacker(attacker.header().keyID(name).jwkURL(attackersHost.address())), reason);
            assertRefused(byAttacker(attacker.header().keyID(name).x509CertURL(attackersHost.address())), reason);
        }
        assertRefused(
                byAttacker(attacker.header()
                        .keyID(attackersHost.address().toString())
                        .jwkURL(URI.create("http://127.0.0.1:" + attackersHost.port()))),
                Reason.UNKNOWN_KEY);
        assertThat(attackersHost.requestCount()).isZero();
    }

    private String byAttacker(JWSHeader.Builder header) {
        return attacker.sign(header.build(), attacker.claims().build());
    }

    @Test
    void genuinePermitIsCheckedWithThePublishedKeysOnly() {
        var header = signer.header().jwkURL(attackersHost.address()).build();
        assertThat(verifier.verify(signer.sign(header, signer.claims().build())))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(attackersHost.requestCount()).isZero();
    }

    @Test
    void tokenOfAnotherTypeIsMalformed() {
        var claims = signer.claims().build();
        assertRefused(signer.sign(signer.header().type(JOSEObjectType.JWT).build(), claims), Reason.MALFORMED);
        assertRefused(signer.sign(signer.header().type(null).build(), claims), Reason.MALFORMED);
    }

    @Test
    void tokenWithoutKeyIdIsMalformed() {
        var header = signer.header().keyID(null).build();
        assertRefused(signer.sign(header, signer.claims().build()), Reason.MALFORMED);
    }

    @Test
    void tokenWithUnknownCriticalHeaderIsMalformed() {
        var header = signer.header()
                .criticalParams(Set.of("more"))
                .customParam("more", true)
                .build();
        assertRefused(signer.sign(header, signer.claims().build()), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-384", "P-521"})
    void publishedKeyOfAnotherCurveIsNotUsed(String name) throws JOSEException {
        var other = Curve.parse(name);
        var otherSigner = new Signer(time, other);
        host.publish(signer.key.toPublicJWK(), otherSigner.key.toPublicJWK());
        time.pass(Duration.ofMinutes(2));
        var algorithm = new ECDSASigner(otherSigner.key).supportedECDSAAlgorithm();
        var header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("waiting-room-permit+jwt"))
                .keyID(otherSigner.key.getKeyID())
                .build();
        assertRefused(otherSigner.sign(header, otherSigner.claims().build()), Reason.MALFORMED);
        var parts = signer.permit().split("\\.");
        var claimsToBeEs256 =
                signer.header().keyID(otherSigner.key.getKeyID()).build().toBase64URL();
        assertRefused(claimsToBeEs256 + "." + parts[1] + "." + parts[2], Reason.UNKNOWN_KEY);
    }
}
