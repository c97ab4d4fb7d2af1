package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import io.waitingroom.permit.check.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PermitVerifierTest {
    @AutoClose
    private final Room room = new Room();

    private final PermitVerifier verifier = PermitVerifier.of(VerifierSettings.of(room.keys()));

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private void assertRefused(String permit, Reason reason) {
        assertThat(verifier.verify(permit)).isEqualTo(new Verdict.Refused(reason));
    }

    @Test
    void aGenuineOneIsGoodAndSaysWhoseItIs() {
        var text = room.permit();
        assertThat(verifier.verify(text)).isInstanceOfSatisfying(Verdict.Valid.class, valid -> {
            assertThat(valid.permit().subject()).isEqualTo(Room.SUBJECT);
            assertThat(valid.permit().id()).isNotBlank();
            assertThat(valid.permit().text()).isEqualTo(text);
            assertThat(valid.permit().toString()).doesNotContain(text);
        });
        assertThat(verifier.verify(text)).isInstanceOf(Verdict.Valid.class);
        assertThat(room.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void nothingIsMissing(String nothing) {
        assertRefused(nothing, Reason.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", ".", "eyJhbGciOiJFUzI1NiJ9.e30.", "\u0000", "%", "a.b.c.d.e"})
    void rubbishIsMalformed(String rubbish) {
        assertRefused(rubbish, Reason.MALFORMED);
    }

    @Test
    void whatIsLongerThanAnyIsNotLookedAt() {
        assertRefused(room.permit(claims -> claims.claim("more", "x".repeat(1024))), Reason.MALFORMED);
    }

    @Test
    void anExpiredOneIsRefusedOnceTheLeewayIsOver() {
        assertRefused(room.permit(claims -> claims.expirationTime(inSeconds(-11))), Reason.EXPIRED);
        assertThat(verifier.verify(room.permit(claims -> claims.expirationTime(inSeconds(-5)))))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void oneForLaterIsRefused() {
        assertRefused(room.permit(claims -> claims.notBeforeTime(inSeconds(20))), Reason.WRONG_CLAIMS);
    }

    @Test
    void anotherRoomsOrIssuersIsRefused() {
        assertRefused(room.permit(claims -> claims.audience("another")), Reason.WRONG_CLAIMS);
        assertRefused(room.permit(claims -> claims.issuer("somebody-else")), Reason.WRONG_CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "jti", "iat", "nbf", "exp"})
    void oneThatLacksAClaimIsRefused(String claim) {
        assertRefused(room.permit(claims -> claims.claim(claim, null)), Reason.WRONG_CLAIMS);
    }

    @Test
    void anotherSortOfTokenIsRefused() {
        var jwt = room.header().type(JOSEObjectType.JWT).build();
        var untyped = room.header().type(null).build();
        assertRefused(Room.sign(jwt, Room.claims().build(), Room.signer(room.key)), Reason.NOT_A_PERMIT);
        assertRefused(Room.sign(untyped, Room.claims().build(), Room.signer(room.key)), Reason.NOT_A_PERMIT);
    }

    @Test
    void anAlteredOneIsRefused() {
        var parts = room.permit().split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var longer = claims.replaceAll("\"exp\":\\d+", "\"exp\":4102444800").getBytes(StandardCharsets.UTF_8);
        var altered = Base64.getUrlEncoder().withoutPadding().encodeToString(longer);
        assertRefused(parts[0] + "." + altered + "." + parts[2], Reason.BAD_SIGNATURE);
    }

    @Test
    void anUnsignedOneIsRefused() {
        assertRefused(new PlainJWT(Room.claims().build()).serialize(), Reason.MALFORMED);
    }

    @Test
    void oneSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        var header = room.header(JWSAlgorithm.HS256).build();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(room.key.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (var secret : new String[] {room.key.toPublicJWK().toJSONString(), pem}) {
            var signer = new MACSigner(secret.getBytes(StandardCharsets.UTF_8));
            assertRefused(Room.sign(header, Room.claims().build(), signer), Reason.NOT_A_PERMIT);
        }
    }

    @Test
    void anotherKeyIsRefusedWhateverItIsCalled() {
        var foreign = Room.newKey();
        assertRefused(room.permitBy(foreign, claims -> claims), Reason.NOT_A_PERMIT);
        var posing = Room.sign(room.header().build(), Room.claims().build(), Room.signer(foreign));
        assertRefused(posing, Reason.BAD_SIGNATURE);
    }

    @Test
    void neitherKeysThatComeAlongNorTheirAddressesAreUsed() {
        try (var attacker = new Room()) {
            var header = room.header()
                    .keyID(attacker.key.getKeyID())
                    .jwk(attacker.key.toPublicJWK())
                    .jwkURL(attacker.keys())
                    .x509CertURL(attacker.keys())
                    .build();
            var permit = Room.sign(header, Room.claims().build(), Room.signer(attacker.key));
            assertRefused(permit, Reason.NOT_A_PERMIT);
            assertThat(attacker.fetches()).isZero();
        }
    }

    @Test
    void aBoundOneIsGoodForItsClientAlone() {
        var binding = Fingerprint.binding("one");
        var permit = room.permit(claims -> claims.claim("bnd", binding));
        for (int i = 0; i < 2; i++) {
            assertThat(verifier.verify(permit, Optional.of(binding))).isInstanceOf(Verdict.Valid.class);
            assertThat(verifier.verify(permit, Optional.of(Fingerprint.binding("another"))))
                    .isEqualTo(new Verdict.Refused(Reason.BOUND_TO_ANOTHER));
        }
        assertThat(verifier.verify(room.permit(), Optional.of(binding)))
                .isEqualTo(new Verdict.Refused(Reason.BOUND_TO_ANOTHER));
    }
}
