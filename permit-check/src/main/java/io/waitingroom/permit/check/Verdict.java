package io.waitingroom.permit.check;

/** The result of verifying a permit. */
public sealed interface Verdict {
    /** The permit is valid: its holder may be let in. */
    record Valid(Permit permit) implements Verdict {}

    /** The permit is invalid: its holder must not be let in, and a retry does not help. */
    record Refused(Reason reason) implements Verdict {}

    /**
     * The permit cannot be verified, because no keys are known, or because the known keys are too old. Do not let the holder
     * in, but do not refuse the permit either. Ask for a retry later, for example with status 503.
     */
    record Unknown() implements Verdict {}

    /** The reason why a permit is refused. It is for logs and metrics: the client needs to know only that the permit was refused. */
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
         * The permit is bound to another fingerprint. There are two other cases. Permits must be bound, but this permit is not
         * bound. Or permits must not be bound, but this permit is bound.
         */
        BOUND_TO_ANOTHER
    }
}
