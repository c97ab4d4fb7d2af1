/** The tier that activates sessions. Each process is a hot standby; the lease decides which one acts. */
package io.waitingroom.granter;
