/** The tier that activates sessions. Every process is a hot standby; the lease says which one acts. */
package io.waitingroom.granter;
