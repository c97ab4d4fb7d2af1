package io.waitingroom.permit.check;

/** The result of verifying a permit. */
public sealed interface Verdict {
    /** The permit is valid: its holder may be let in. */
    record Valid(Permit permit) implements Verdict {}

    /** The permit is invalid: its holder must not be let in, and a retry does not help. */
    record Refused(Reason reason) implements Verdict {}

    /**
     * The permit cannot be verified, because there are no keys, or none recent enough. Neither let its holder in nor refuse it:
     * ask for a retry later, such as with a 503.
     */
    record Unknown() implements Verdict {}

    /** Why a permit is refused. For logs and metrics: the client needs to know only that it was refused. */
    enum Reason {
        /** The request has no permit. */
        MISSING,
        /** The text is too long, is no JWS, has another type or algorithm than a permit, or lacks a claim. */
        MALFORMED,
        EXPIRED,
        NOT_YET_VALID,
        /** The permit is for another room. */
        WRONG_ROOM,
        WRONG_ISSUER,
        /** The permit names a key that the room does not publish. */
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        /**
         * The permit is bound to another fingerprint; or it is not bound where permits must be, or bound where permits are not.
         */
        BOUND_TO_ANOTHER
    }
}
