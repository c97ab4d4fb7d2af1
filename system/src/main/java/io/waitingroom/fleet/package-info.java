/** Real processes on this machine, for programs and tests that run, break or measure a whole system. */
package io.waitingroom.fleet;
