package io.waitingroom.permit.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.waitingroom.permit.check.Verdict.Reason;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Checks permits as RFC 8725 asks for: one algorithm (ES256), the type, issuer, room and times; with the keys that the waiting room
 * publishes, whatever a permit itself says of keys. Keys are remembered, fetched again for a permit of a key that is not known, though
 * seldom, and kept while the waiting room is away. What was checked is remembered as well. Safe for use by many threads; the one that
 * has to fetch keys takes up to two seconds.
 */
public final class PermitVerifier {
    private static final String TYPE = "waiting-room-permit+jwt";
    private static final String BINDING = "bnd";
    private static final Set<String> REQUIRED = Set.of("iss", "aud", "sub", "jti", "iat", "nbf", "exp");
    /** Twice as long as any. */
    private static final int LONGEST = 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final CheckedPermits checked;
    private volatile boolean hadKeys;

    private PermitVerifier(JWKSource<SecurityContext> keys, VerifierSettings settings) {
        checked = new CheckedPermits(settings.leeway());
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE)));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, (wanted, context) -> {
            var found = keys.get(wanted, context);
            hadKeys = true;
            return found;
        }));
        var issuer = new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
        var claims = new DefaultJWTClaimsVerifier<>(settings.room(), issuer, REQUIRED);
        claims.setMaxClockSkew((int) settings.leeway().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** One that fetches keys when it first needs them. */
    public static PermitVerifier of(VerifierSettings settings) {
        return new PermitVerifier(PublishedKeys.at(settings.keys()), settings);
    }

    /** Checks a permit that is not tied to a client. */
    public Verdict verify(String text) {
        return verify(text, Optional.empty());
    }

    /**
     * Checks a permit.
     *
     * @param text as it was shown; may be anything
     * @param binding what it must be tied to: see {@link Fingerprint#binding}; empty where that does not matter
     */
    public Verdict verify(String text, Optional<String> binding) {
        if (text == null || text.isEmpty()) {
            return new Verdict.Refused(Reason.MISSING);
        }
        if (text.length() > LONGEST) {
            return new Verdict.Refused(Reason.MALFORMED);
        }
        return checked.find(text).map(known -> judge(known, binding)).orElseGet(() -> check(text, binding));
    }

    private static Verdict judge(CheckedPermits.Checked known, Optional<String> binding) {
        var isTheirs = binding.isEmpty() || binding.equals(known.binding());
        return isTheirs ? new Verdict.Valid(known.permit()) : new Verdict.Refused(Reason.BOUND_TO_ANOTHER);
    }

    private Verdict check(String text, Optional<String> binding) {
        try {
            var claims = processor.process(SignedJWT.parse(text), null);
            var permit = new Permit(
                    text,
                    claims.getSubject(),
                    claims.getJWTID(),
                    claims.getExpirationTime().toInstant());
            var tied = Optional.ofNullable(claims.getClaim(BINDING)).map(Object::toString);
            return judge(checked.add(new CheckedPermits.Checked(permit, tied)), binding);
        } catch (ParseException e) {
            return new Verdict.Refused(Reason.MALFORMED);
        } catch (BadJOSEException e) {
            return new Verdict.Refused(reason(e));
        } catch (KeySourceException e) {
            return withoutKeys(e);
        } catch (JOSEException e) {
            return new Verdict.Refused(Reason.NOT_A_PERMIT);
        }
    }

    private static Reason reason(BadJOSEException error) {
        if (error instanceof ExpiredJWTException) {
            return Reason.EXPIRED;
        }
        if (error instanceof BadJWTException) {
            return Reason.WRONG_CLAIMS;
        }
        return error instanceof BadJWSException ? Reason.BAD_SIGNATURE : Reason.NOT_A_PERMIT;
    }

    // Keys were looked up a moment ago, and this one was not among them.
    private Verdict withoutKeys(KeySourceException error) {
        return error instanceof RateLimitReachedException && hadKeys
                ? new Verdict.Refused(Reason.NOT_A_PERMIT)
                : new Verdict.Unknown();
    }
}
