package io.waitingroom.permit;

import io.waitingroom.session.SessionId;
import java.time.Instant;

/** What a permit says whose signature was checked. */
record ReadPermit(SessionId session, Binding binding, Instant notBefore, Instant expires) {}
