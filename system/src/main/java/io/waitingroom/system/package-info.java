/** The launcher, which runs the whole system and not only one tier. No other package depends on the launcher. */
package io.waitingroom.system;
