package io.waitingroom.permit;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The permit keys that a server knows.
 *
 * @param signing the key that signs new permits; empty if there is none
 * @param published the public keys with which permits are verified. They belong to the key that signs now, and to keys that
 *     signed before or will sign soon
 */
record KeyRing(Optional<PermitKey> signing, JWKSet published) {
    static KeyRing of(Optional<PermitKey> signing, Stream<PermitKey> all) {
        var keys = all.distinct().<JWK>map(PermitKey::publicKey).toList();
        return new KeyRing(signing, new JWKSet(keys));
    }

    /** Returns the public keys as a JWK set (RFC 7517), without private parts. */
    byte[] json() {
        return published.toString(true).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether the key with this id is published. Only permits that were signed with a published key are valid. */
    boolean publishes(String id) {
        return published.getKeyByKeyId(id) != null;
    }

    List<JWK> keys() {
        return published.getKeys();
    }
}
