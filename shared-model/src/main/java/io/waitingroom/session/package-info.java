/** Sessions: states, ids, signatures and views. This package does not depend on Redis. */
package io.waitingroom.session;
