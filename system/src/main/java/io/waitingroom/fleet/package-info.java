/** Real processes on this machine, for whatever runs, breaks or measures a whole system. */
package io.waitingroom.fleet;
