package io.waitingroom.permit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.util.Optional;

/** A key that permits are signed with: on the curve P-256, named by its thumbprint (RFC 7638). */
final class PermitKey {
    private final ECKey jwk;
    private final JWSSigner signer;

    private PermitKey(ECKey jwk) throws JOSEException {
        // Whatever name it came with, it gets the one that everybody would give it.
        this.jwk = new ECKey.Builder(jwk)
                .keyIDFromThumbprint()
                .keyUse(KeyUse.SIGNATURE)
                .keyOperations(null)
                .algorithm(JWSAlgorithm.ES256)
                .build();
        this.signer = new ECDSASigner(jwk);
    }

    static PermitKey generate() {
        try {
            return new PermitKey(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }

    /** The key that a private JWK (RFC 7517) is; empty where it is none, or another sort of key. */
    static Optional<PermitKey> parse(String json) {
        try {
            return of(ECKey.parse(json));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same of one that was parsed. */
    static Optional<PermitKey> of(ECKey jwk) {
        try {
            return jwk.isPrivate() && Curve.P_256.equals(jwk.getCurve())
                    ? Optional.of(new PermitKey(jwk))
                    : Optional.empty();
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    String id() {
        return jwk.getKeyID();
    }

    ECKey publicKey() {
        return jwk.toPublicJWK();
    }

    /** May be used by several threads at once. */
    JWSSigner signer() {
        return signer;
    }

    /** The private key, to be parsed again. A secret. */
    String text() {
        return jwk.toJSONString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PermitKey that && id().equals(that.id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}
