package io.waitingroom.permit.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parsed permit whose signature is not verified yet. Do not trust the claims before {@link #isSignedBy} has verified the
 * signature.
 *
 * @param room the permit's only audience
 * @param validFrom the later of the permit's issue time and its not-before time
 */
record SignedPermit(SignedJWT token, String keyId, String issuer, String room, Instant validFrom, Permit permit) {
    private static final JOSEObjectType TYPE = new JOSEObjectType(PermitFormat.TYPE);
    private static final Pattern NAME = Pattern.compile("[\\w-]{1,64}");

    /**
     * Parses a permit.
     *
     * @return the permit; empty if no room would have signed the text
     */
    static Optional<SignedPermit> parse(String text) {
        // Checked first, so that parsing a long text costs nothing.
        if (!PermitFormat.matches(text)) {
            return Optional.empty();
        }
        try {
            var token = SignedJWT.parse(text);
            return isPermit(token) ? read(token, token.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            // The text is untrusted input. If the parser throws any exception, the text is not a permit.
            return Optional.empty();
        }
    }

    // The algorithm is fixed here. A token that chose its own could choose none, or HMAC with the public key as its
    // secret.
    private static boolean isPermit(SignedJWT token) {
        var header = token.getHeader();
        return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && header.getKeyID() != null
                && header.getCriticalParams() == null;
    }

    private static Optional<SignedPermit> read(SignedJWT token, JWTClaimsSet claims) throws ParseException {
        var expires = claims.getExpirationTime();
        var notBefore = claims.getNotBeforeTime();
        var issued = claims.getIssueTime();
        var audience = claims.getAudience();
        if (expires == null || notBefore == null || issued == null || audience.size() != 1) {
            return Optional.empty();
        }
        if (claims.getIssuer() == null || !isName(claims.getSubject()) || !isName(claims.getJWTID())) {
            return Optional.empty();
        }
        var validFrom = (issued.after(notBefore) ? issued : notBefore).toInstant();
        var binding = Optional.ofNullable(claims.getStringClaim(PermitFormat.BINDING));
        var permit = new Permit(claims.getSubject(), claims.getJWTID(), expires.toInstant(), binding);
        var header = token.getHeader();
        return Optional.of(new SignedPermit(
                token,
                header.getKeyID(),
                claims.getIssuer(),
                List.copyOf(audience).get(0),
                validFrom,
                permit));
    }

    private static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    /** Whether the key signed the token. Keys that the token's header contains or refers to are ignored. */
    boolean isSignedBy(JWSVerifier key) {
        try {
            return token.verify(key);
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }
}
