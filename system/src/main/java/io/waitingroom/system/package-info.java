/** The launcher, which runs the whole system rather than one tier. Nothing depends on it. */
package io.waitingroom.system;
