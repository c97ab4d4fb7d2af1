package io.waitingroom.permit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.waitingroom.permit.check.PermitFormat;
import io.waitingroom.session.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;

/** Creates and signs permits, always with ES256 (RFC 7518, section 3.4). A signature takes 0.1 ms or more. */
final class PermitSigner {
    private static final int JTI_BYTES = 12;

    private final String issuer;
    private final String room;
    private final SecureRandom random = new SecureRandom();

    PermitSigner(String issuer, String room) {
        this.issuer = issuer;
        this.room = room;
    }

    /**
     * Creates and signs a permit.
     *
     * @param lifetime the time until the permit expires. The expiry is rounded down to a whole second, because a verifier knows
     *     no fractions of a second
     */
    Permit sign(PermitKey key, SessionId session, Duration lifetime, Binding binding) {
        var now = Instant.now();
        var issued = now.truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(room)
                .subject(session.subject())
                .jwtID(jti())
                .issueTime(Date.from(issued))
                .notBeforeTime(Date.from(issued))
                .expirationTime(Date.from(expires));
        binding.digest().ifPresent(digest -> claims.claim(PermitFormat.BINDING, digest));
        return new Permit(signed(key, claims.build()), expires);
    }

    private static String signed(PermitKey key, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(PermitFormat.TYPE))
                .keyID(key.id())
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(key.signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("key " + key.id() + " cannot sign", e);
        }
    }

    private String jti() {
        var bytes = new byte[JTI_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
