package io.waitingroom.permit;

import io.waitingroom.session.SessionId;
import java.time.Instant;

/**
 * The claims of a permit whose signature was verified.
 *
 * @param key id of the key that signed the permit
 */
record VerifiedPermit(String key, SessionId session, Binding binding, Instant notBefore, Instant expires) {}
