package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Checks that invalid permits are refused. Each belongs to an ACTIVE session and is wrong in exactly one way. */
class ForgedPermitTest {
    private final TestApi api = TestApi.shared();

    @AutoClose
    private final TestRoom room = new TestRoom(api.redisUri);

    private final PermitForge forge = new PermitForge(room, activeSubject());

    private String activeSubject() {
        var id = api.join();
        room.grant();
        return PermitForge.claims(api.permit(id)).getSubject();
    }

    @Test
    void aGenuinePermitPasses() {
        assertThat(api.verify("Authorization", "Bearer " + forge.genuine()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void anExpiredPermitIsRefused() {
        var past = Date.from(Instant.now().minusSeconds(11));
        assertRefused(forge.withClaims(claims -> claims.expirationTime(past)));
    }

    @Test
    void aPermitThatExpiredWithinTheLeewayPasses() {
        var past = Date.from(Instant.now().minusSeconds(5));
        var permit = forge.withClaims(claims -> claims.expirationTime(past));
        assertThat(api.verify("Authorization", "Bearer " + permit).statusCode()).isEqualTo(204);
    }

    @Test
    void aPermitThatIsNotYetValidIsRefused() {
        assertRefused(forge.withClaims(
                claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(20)))));
    }

    @Test
    void aPermitOfAnotherRoomIsRefused() {
        assertRefused(forge.withClaims(claims -> claims.audience("another")));
    }

    @Test
    void aPermitOfAnotherIssuerIsRefused() {
        assertRefused(forge.withClaims(claims -> claims.issuer("somebody-else")));
    }

    @Test
    void aPermitWithoutARequiredClaimIsRefused() {
        for (var claim : new String[] {"iss", "aud", "sub", "jti", "iat", "nbf", "exp"}) {
            assertRefused(forge.withClaims(claims -> claims.claim(claim, null)));
        }
    }

    @Test
    void aTokenOfAnotherTypeIsRefused() {
        assertRefused(forge.withHeader(header -> header.type(JOSEObjectType.JWT)));
        assertRefused(forge.withHeader(header -> header.type(null)));
    }

    @Test
    void anAlteredPermitIsRefused() {
        var parts = forge.genuine().split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var longer = claims.replaceAll("\"exp\":\\d+", "\"exp\":4102444800");
        var altered = Base64.getUrlEncoder().withoutPadding().encodeToString(longer.getBytes(StandardCharsets.UTF_8));
        assertRefused(parts[0] + "." + altered + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "." + "A".repeat(86));
    }

    @Test
    void anUnsignedPermitIsRefused() {
        var unsigned = new PlainJWT(forge.claims().build()).serialize();
        assertRefused(unsigned);
        assertRefused(unsigned + "A".repeat(86));
    }

    @Test
    void aPermitSignedWithThePublicKeyAsSecretIsRefused() throws JOSEException {
        var secrets = new String[] {
            api.call("GET", "/api/waiting-room/jwks.json").body(),
            forge.fleetKey.toPublicJWK().toJSONString()
        };
        for (var secret : secrets) {
            var signer = new MACSigner(secret.getBytes(StandardCharsets.UTF_8));
            var header = forge.header(JWSAlgorithm.HS256).build();
            assertRefused(PermitForge.sign(header, forge.claims().build(), signer));
        }
    }

    @Test
    void aPermitOfAnUnknownKeyIsRefusedUnderAnyKeyId() throws JOSEException {
        var foreign = foreignKey();
        assertRefused(PermitForge.sign(forge.header().build(), forge.claims().build(), new ECDSASigner(foreign)));
        assertRefused(PermitForge.sign(
                forge.header().keyID("unknown").build(), forge.claims().build(), new ECDSASigner(foreign)));
    }

    @Test
    void aKeyInTheHeaderIsNotUsed() throws JOSEException {
        var foreign = foreignKey();
        var header = forge.header()
                .keyID(foreign.getKeyID())
                .jwk(foreign.toPublicJWK())
                .build();
        assertRefused(PermitForge.sign(header, forge.claims().build(), new ECDSASigner(foreign)));
    }

    @Test
    void aKeyUrlInTheHeaderIsNotFetched() throws JOSEException, IOException {
        var fetches = new AtomicInteger();
        var attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            fetches.incrementAndGet();
            exchange.close();
        });
        attacker.start();
        try {
            var url = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort() + "/jwks.json");
            var foreign = foreignKey();
            var header = forge.header()
                    .keyID(foreign.getKeyID())
                    .jwkURL(url)
                    .x509CertURL(url)
                    .build();
            assertRefused(PermitForge.sign(header, forge.claims().build(), new ECDSASigner(foreign)));
            assertThat(fetches).hasValue(0);
        } finally {
            attacker.stop(0);
        }
    }

    @Test
    void aTooLongPermitIsRefused() {
        assertRefused(forge.withClaims(claims -> claims.claim("more", "x".repeat(1024))));
    }

    private static ECKey foreignKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    private void assertRefused(String permit) {
        var response = api.verify("Authorization", "Bearer " + permit);
        Body.assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
    }
}
