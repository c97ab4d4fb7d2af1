package io.waitingroom.permit;

import io.waitingroom.permit.check.PermitFormat;
import java.util.Optional;

/**
 * Whom a permit is tied to: whoever shows the same fingerprint, which the proxy in front makes of what it sees of a client.
 *
 * @param digest base64url of the fingerprint's SHA-256; empty where permits are tied to nobody
 */
public record Binding(Optional<String> digest) {
    /** Of permits that whoever has them may use. */
    public static final Binding NONE = new Binding(Optional.empty());

    /** @param fingerprint may be empty: so is then that of every client that is tied by it */
    static Binding to(String fingerprint) {
        return new Binding(Optional.of(PermitFormat.digest(fingerprint)));
    }
}
