package io.waitingroom.permit;

import io.waitingroom.permit.check.PermitFormat;
import java.util.Optional;

/**
 * The client that a permit is bound to, by a fingerprint that the proxy in front computes from the client's requests. Only a client with
 * the same fingerprint can use the permit.
 *
 * @param digest base64url of the fingerprint's SHA-256; empty for an unbound permit
 */
public record Binding(Optional<String> digest) {
    /** No binding: any client that has the permit can use it. */
    public static final Binding NONE = new Binding(Optional.empty());

    /** @param fingerprint may be empty: such a permit is good for all clients without a fingerprint */
    static Binding to(String fingerprint) {
        return new Binding(Optional.of(PermitFormat.digest(fingerprint)));
    }
}
