package io.waitingroom.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.waitingroom.permit.check.PermitFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes permits that are as good as the fleet's, but for what a test changes, signed with the fleet's own key or another. */
final class PermitForge {
    final ECKey fleets;
    private final String subject;

    /** @param subject of a session that is ACTIVE */
    PermitForge(TestRoom room, String subject) {
        this.subject = subject;
        try {
            var kept = room.raw.hvals("waiting-room:{default}:permit-keys").get(0);
            fleets = ECKey.parse(kept.substring(kept.indexOf(':') + 1));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static SignedJWT read(String permit) {
        try {
            return SignedJWT.parse(permit);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWTClaimsSet claims(String permit) {
        try {
            return read(permit).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    String genuine() {
        return withClaims(claims -> claims);
    }

    String withClaims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(header().build(), change.apply(claims()).build());
    }

    String withHeader(UnaryOperator<JWSHeader.Builder> change) {
        return sign(change.apply(header()).build(), claims().build());
    }

    private String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            return sign(header, claims, new ECDSASigner(fleets));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWSHeader.Builder header() {
        return header(JWSAlgorithm.ES256);
    }

    JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(PermitFormat.TYPE))
                .keyID(fleets.getKeyID());
    }

    JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("waiting-room")
                .audience("default")
                .subject(subject)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }
}
