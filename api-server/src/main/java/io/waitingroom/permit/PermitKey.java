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

/** A private key that signs permits. The key is on the curve P-256, and its id is its thumbprint (RFC 7638). */
final class PermitKey {
    private final ECKey jwk;
    private final JWSSigner signer;

    private PermitKey(ECKey jwk) throws JOSEException {
        // Replaces any id that the key came with. All servers derive the same id from the key.
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

    /** Parses a private JWK (RFC 7517). Returns empty if the text is not a JWK, or if it is a key of another kind. */
    static Optional<PermitKey> parse(String json) {
        try {
            return of(ECKey.parse(json));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Converts a parsed JWK. Returns empty if the JWK is not a private key, or not on the curve P-256. */
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

    /** Returns the signer, which is thread-safe. */
    JWSSigner signer() {
        return signer;
    }

    /** Returns the private key as JSON, which {@link #parse} can read. The text is a secret. */
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
