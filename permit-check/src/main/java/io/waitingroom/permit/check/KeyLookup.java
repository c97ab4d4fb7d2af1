package io.waitingroom.permit.check;

import com.nimbusds.jose.JWSVerifier;

/** What there is to say of a key's id. */
sealed interface KeyLookup {
    record Found(JWSVerifier key) implements KeyLookup {}

    /** The room does not publish it. A room publishes a key for longer before it signs than we remember keys. */
    record NotPublished() implements KeyLookup {}

    /** What the room publishes at the moment could not be had. */
    record Unknown() implements KeyLookup {}
}
