/** Permits: signed proofs, for whoever protects what people wait for, that a session is ACTIVE. Knows nothing of HTTP but a cookie. */
package io.waitingroom.permit;
