package io.waitingroom.permit.check;

/** What a check of a permit came to. */
public sealed interface Verdict {
    /** It is good. */
    record Valid(Permit permit) implements Verdict {}

    /** It is not good, for this reason, which is for logs and not for whoever showed it. */
    record Refused(Reason reason) implements Verdict {}

    /** It cannot be told, since no keys could be had so far. */
    record Unknown() implements Verdict {}

    /** Why a permit is not good. */
    enum Reason {
        /** There is none. */
        MISSING,
        /** It is no signed JWT, or longer than any permit. */
        MALFORMED,
        /** Another algorithm, type of token or key than those of permits. */
        NOT_A_PERMIT,
        /** It was altered, or signed with another key. */
        BAD_SIGNATURE,
        /** Its time is over. */
        EXPIRED,
        /** Another room's or issuer's, for later, or without a claim that permits have. */
        WRONG_CLAIMS,
        /** It is tied to another client. */
        BOUND_TO_ANOTHER,
        /** It was handed over before. */
        USED
    }
}
