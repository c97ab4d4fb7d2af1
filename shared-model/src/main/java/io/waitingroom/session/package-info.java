/** Sessions: states, ids, signatures and views. Does not depend on Redis. */
package io.waitingroom.session;
