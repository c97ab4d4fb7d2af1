package io.waitingroom.permit;

/** How much of a new permit's life one that was signed before must still have to be given again. */
public enum Freshness {
    /** For whoever looks: one signature lasts for half its lifetime. */
    LOOK(0.5),
    /** For whoever renews: the same again only where little time has passed, as when a client beats too often. */
    RENEWAL(0.9),
    /** For whoever exchanges it, which can be done with each permit once. */
    UNUSED(Double.POSITIVE_INFINITY);

    private final double share;

    Freshness(double share) {
        this.share = share;
    }

    boolean isMet(double nanosLeft, double nanosOfNew) {
        return nanosLeft >= share * nanosOfNew;
    }
}
