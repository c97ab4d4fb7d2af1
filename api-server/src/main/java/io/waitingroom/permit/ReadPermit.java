package io.waitingroom.permit;

import io.waitingroom.session.SessionId;
import java.time.Instant;

/**
 * What a permit says whose signature was checked.
 *
 * @param key the id of what it was signed with
 */
record ReadPermit(String key, SessionId session, Binding binding, Instant notBefore, Instant expires) {}
