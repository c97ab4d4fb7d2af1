package io.waitingroom.permit.check;

import java.time.Instant;

/**
 * A permit that is good: whoever showed it may come in.
 *
 * @param text as it was shown; a secret while it is good
 * @param subject names the session, and is no credential
 * @param id names the permit
 * @param expires by the wall clock
 */
public record Permit(String text, String subject, String id, Instant expires) {
    /** Leaves out the text. */
    @Override
    public String toString() {
        return "Permit[subject=" + subject + ", expires=" + expires + "]";
    }
}
