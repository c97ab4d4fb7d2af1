package io.waitingroom.permit.check;

/** What there is to say of something that should be a permit. */
public sealed interface Verdict {
    /** Its holder may be let in. */
    record Valid(Permit permit) implements Verdict {}

    /** Its holder may not be let in, and asking again will not help. */
    record Refused(Reason reason) implements Verdict {}

    /** There are no keys, or none recent enough, to tell by: neither let in nor send away, but ask to try again. */
    record Unknown() implements Verdict {}

    /** Why a permit is refused. For logs and metrics; whoever presented it needs to know no more than that it was. */
    enum Reason {
        /** There is none. */
        MISSING,
        /** It is too long, is no JWS, has another type or algorithm than a permit, or lacks a claim. */
        MALFORMED,
        EXPIRED,
        NOT_YET_VALID,
        /** It is for another room. */
        WRONG_ROOM,
        WRONG_ISSUER,
        /** It names a key that the room does not publish. */
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        /** It was given to a client with another fingerprint, or to any client where it should be bound to one. */
        BOUND_TO_ANOTHER
    }
}
