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

/** Forges permits: applies the changes of a test to a valid permit, and signs it with the fleet's key or another. */
final class PermitForge {
    final ECKey fleetKey;
    private final String subject;

    /** @param subject the subject of an ACTIVE session */
    PermitForge(TestRoom room, String subject) {
        this.subject = subject;
        try {
            var stored = room.raw.hvals("waiting-room:{default}:permit-keys").get(0);
            fleetKey = ECKey.parse(stored.substring(stored.indexOf(':') + 1));
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
            return sign(header, claims, new ECDSASigner(fleetKey));
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
                .keyID(fleetKey.getKeyID());
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
