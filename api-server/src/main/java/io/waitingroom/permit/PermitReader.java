package io.waitingroom.permit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.waitingroom.permit.check.PermitFormat;
import io.waitingroom.session.SessionId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies permits as RFC 8725 recommends. Only one algorithm is allowed, and the type, the issuer, the room and the times are
 * checked. A permit is verified only with the published keys of the fleet, even if the permit's header contains or names
 * another key.
 */
final class PermitReader {
    private static final Set<String> REQUIRED = Set.of("iss", "aud", "sub", "jti", "iat", "nbf", "exp");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final PermitKeys keys;
    private final Duration leeway;

    PermitReader(PermitKeys keys, String issuer, String room, Duration leeway) {
        this.keys = keys;
        this.leeway = leeway;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(PermitFormat.TYPE)));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                (selector, context) -> selector.select(keys.ring().published())));
        var claims = new DefaultJWTClaimsVerifier<>(
                room, new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED);
        claims.setMaxClockSkew((int) leeway.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** Verifies a permit. Returns empty if the fleet did not sign it for this room, or if it is not valid yet or has expired. */
    Optional<VerifiedPermit> read(String text) {
        try {
            var jwt = SignedJWT.parse(text);
            var claims = processor.process(jwt, null);
            return SessionId.ofSubject(claims.getSubject())
                    .map(session -> new VerifiedPermit(
                            jwt.getHeader().getKeyID(),
                            session,
                            binding(claims),
                            claims.getNotBeforeTime().toInstant(),
                            claims.getExpirationTime().toInstant()));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static Binding binding(JWTClaimsSet claims) {
        return new Binding(
                Optional.ofNullable(claims.getClaim(PermitFormat.BINDING)).map(Object::toString));
    }

    /**
     * Returns the session of a permit whose signature was verified before. Returns empty if the permit is no longer valid, or
     * not valid for this client.
     */
    Optional<SessionId> validSession(VerifiedPermit permit, Binding client) {
        var now = Instant.now();
        var inTime =
                now.isBefore(permit.expires().plus(leeway)) && now.plus(leeway).isAfter(permit.notBefore());
        var isBoundToClient = client.equals(Binding.NONE) || client.equals(permit.binding());
        return inTime && isBoundToClient && keys.ring().publishes(permit.key())
                ? Optional.of(permit.session())
                : Optional.empty();
    }
}
