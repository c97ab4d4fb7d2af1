package io.waitingroom.permit;

import io.waitingroom.permit.check.PermitFormat;
import java.util.Optional;

/**
 * The client to which a permit is bound. The proxy in front computes a fingerprint from the client's requests. Only a client
 * with the same fingerprint can use the permit.
 *
 * @param digest the SHA-256 of the fingerprint as base64url; empty for a permit that is not bound
 */
public record Binding(Optional<String> digest) {
    /** The binding of a permit that is not bound. Any client that has the permit can use it. */
    public static final Binding NONE = new Binding(Optional.empty());

    /**
     * Returns the binding to a fingerprint.
     *
     * @param fingerprint the client's fingerprint; empty if the client has none. A permit that is bound to the empty
     *     fingerprint is valid for all clients without a fingerprint
     */
    static Binding to(String fingerprint) {
        return new Binding(Optional.of(PermitFormat.digest(fingerprint)));
    }
}
