package io.waitingroom.permit;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of permits as a server knows them.
 *
 * @param signing what new permits are signed with
 * @param published what permits may have been signed with, or soon will be: public keys
 */
record KeyRing(Optional<PermitKey> signing, JWKSet published) {
    static KeyRing of(Optional<PermitKey> signing, Stream<PermitKey> all) {
        var keys = all.distinct().<JWK>map(PermitKey::publicKey).toList();
        return new KeyRing(signing, new JWKSet(keys));
    }

    /** As a JWK set (RFC 7517), without anything that could be signed with. */
    byte[] json() {
        return published.toString(true).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether what was signed with a key is good. */
    boolean publishes(String id) {
        return published.getKeyByKeyId(id) != null;
    }

    List<JWK> keys() {
        return published.getKeys();
    }
}
