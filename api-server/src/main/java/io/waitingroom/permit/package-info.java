/** Permits: signed proofs for the protected service that a session is ACTIVE. The only use of HTTP in this package is a cookie. */
package io.waitingroom.permit;
