package io.waitingroom.permit;

/**
 * How fresh a cached permit must be. If it is fresh enough, it is reused; otherwise a new permit is signed. The number in each
 * constant is a share of a new permit's lifetime. The remaining lifetime of the cached permit must be at least this share.
 */
public enum Freshness {
    /** The freshness for polls. A cached permit is reused for half of its lifetime. */
    LOOK(0.5),
    /**
     * The freshness for heartbeats, which renew the permit. A cached permit is reused only shortly after it was signed, for
     * example if a client sends heartbeats too often.
     */
    RENEWAL(0.9),
    /**
     * The freshness for the hand-over of a permit to the protected service on another host. A new permit is signed each time,
     * because each permit can be exchanged for a cookie only one time.
     */
    UNUSED(Double.POSITIVE_INFINITY);

    private final double minShare;

    Freshness(double minShare) {
        this.minShare = minShare;
    }

    boolean isMet(double nanosLeft, double newLifetimeNanos) {
        return nanosLeft >= minShare * newLifetimeNanos;
    }
}
