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
 * What has the shape of a permit. Nothing in it is to be believed before its signature was checked.
 *
 * @param room the one audience
 * @param begins the later of when it was issued and from when it is valid
 */
record SignedPermit(SignedJWT token, String keyId, String issuer, String room, Instant begins, Permit permit) {
    private static final JOSEObjectType TYPE = new JOSEObjectType(PermitFormat.TYPE);
    private static final Pattern NAME = Pattern.compile("[\\w-]{1,64}");

    /** @return empty for anything that no room would have signed */
    static Optional<SignedPermit> parse(String text) {
        // First, so that what is long costs nothing.
        if (!PermitFormat.matches(text)) {
            return Optional.empty();
        }
        try {
            var token = SignedJWT.parse(text);
            return isPermit(token) ? read(token, token.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            // Parsers of what anybody may send: whatever they throw, it is no permit.
            return Optional.empty();
        }
    }

    // The algorithm is ours to fix: a token that chose its own could choose none, or HMAC with the public key.
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
        var begins = (issued.after(notBefore) ? issued : notBefore).toInstant();
        var binding = Optional.ofNullable(claims.getStringClaim(PermitFormat.BINDING));
        var permit = new Permit(claims.getSubject(), claims.getJWTID(), expires.toInstant(), binding);
        var header = token.getHeader();
        return Optional.of(new SignedPermit(
                token,
                header.getKeyID(),
                claims.getIssuer(),
                List.copyOf(audience).get(0),
                begins,
                permit));
    }

    private static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    /** Whether the key signed it. Keys that the token itself brings or points to are never looked at. */
    boolean isSignedBy(JWSVerifier key) {
        try {
            return token.verify(key);
        } catch (JOSEException | RuntimeException e) {
            return false;
        }
    }
}
