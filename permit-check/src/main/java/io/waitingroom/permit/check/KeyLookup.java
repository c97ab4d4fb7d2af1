package io.waitingroom.permit.check;

import com.nimbusds.jose.JWSVerifier;

/** The result of looking up a key by its id. */
sealed interface KeyLookup {
    record Found(JWSVerifier key) implements KeyLookup {}

    /**
     * The room does not publish this key. It cannot be a new key that our cached set lacks: a room publishes a new key before it
     * signs with it, for longer than we cache a set.
     */
    record NotPublished() implements KeyLookup {}

    /** The room's current keys could not be fetched. */
    record Unknown() implements KeyLookup {}
}
