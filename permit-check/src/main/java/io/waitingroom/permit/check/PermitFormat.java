package io.waitingroom.permit.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The format of permits: JWTs (RFC 7519), signed with ES256. Shared by the servers that sign them and the services that check them. */
public final class PermitFormat {
    /** The header {@code typ} of a permit (RFC 8725, section 3.11). */
    public static final String TYPE = "waiting-room-permit+jwt";

    /** The claim with the digest of the fingerprint of the client that a permit is bound to. */
    public static final String BINDING = "bnd";

    /** The cookie that holds a permit, and the parameter that hands one over to another host. */
    public static final String COOKIE = "waiting-room-permit";

    /** In characters: twice the length of the longest permit. */
    private static final int MAX_LENGTH = 1024;

    /** A text of this shape needs no escaping in a header or cookie. The signature has 64 bytes. */
    private static final Pattern SHAPE = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]{86}");

    private PermitFormat() {}

    /** Whether a text has the shape of a permit, and so is worth the cost of a signature check. */
    public static boolean matches(String text) {
        return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    /** The digest of a client's fingerprint, as the claim {@link #BINDING} has it: base64url of its SHA-256. */
    public static String digest(String fingerprint) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(fingerprint.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
