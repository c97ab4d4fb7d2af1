package io.waitingroom.permit.check;

import com.nimbusds.jose.JWSVerifier;

/** The result of looking up a key by its id. */
sealed interface KeyLookup {
    record Found(JWSVerifier key) implements KeyLookup {}

    /**
     * The room does not publish this key. The key cannot be a new key that is missing in our cache: a room publishes a new key
     * for some time before the key signs, and we cache keys for less than that time.
     */
    record NotPublished() implements KeyLookup {}

    /** It is unknown whether the room publishes the key, because the room's current keys could not be fetched. */
    record Unknown() implements KeyLookup {}
}
