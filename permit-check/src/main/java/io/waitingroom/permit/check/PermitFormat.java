package io.waitingroom.permit.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The format of permits. A permit is a JWT (RFC 7519) that is signed with ES256. The servers that sign permits and the services
 * that check them share this class.
 */
public final class PermitFormat {
    /** The value of the JWT header {@code typ} of a permit (RFC 8725, section 3.11). */
    public static final String TYPE = "waiting-room-permit+jwt";

    /** The name of the claim that binds a permit to a client. The value of the claim is the digest of the client's fingerprint. */
    public static final String BINDING = "bnd";

    /** The name of the cookie that holds a permit, and of the query parameter that hands a permit over to another host. */
    public static final String COOKIE = "waiting-room-permit";

    /** The maximum length of a permit in characters. It is twice the length of the longest permit that is signed. */
    private static final int MAX_LENGTH = 1024;

    /**
     * Matches a text with the shape of a permit. Such a text needs no escaping in a header or cookie. The last part is the
     * signature, which has 64 bytes.
     */
    private static final Pattern SHAPE = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]{86}");

    private PermitFormat() {}

    /** Returns whether a text has the shape of a permit. Other texts are not worth the cost of a signature check. */
    public static boolean matches(String text) {
        return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    /**
     * Returns the digest of a client's fingerprint, which is the value of the claim {@link #BINDING}. The digest is the SHA-256
     * of the fingerprint as base64url.
     */
    public static String digest(String fingerprint) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(fingerprint.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
