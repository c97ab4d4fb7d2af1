package io.waitingroom.permit;

/** The share of a new permit's lifetime that a cached permit must have left to be reused. */
public enum Freshness {
    /** For polls: one signature is reused for half the lifetime of its permit. */
    LOOK(0.5),
    /** For renewals: a cached permit is reused only shortly after it was signed, as for a client with too frequent heartbeats. */
    RENEWAL(0.9),
    /** For a hand-over to the protected service: each permit can be exchanged only once, so a new one is signed. */
    UNUSED(Double.POSITIVE_INFINITY);

    private final double minShare;

    Freshness(double minShare) {
        this.minShare = minShare;
    }

    boolean isMet(double nanosLeft, double newLifetimeNanos) {
        return nanosLeft >= minShare * newLifetimeNanos;
    }
}
