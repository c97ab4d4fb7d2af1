/** Crowds that come, wait and go in a room whose time is moved by hand: hours of it in seconds, on the scripts themselves. */
package io.waitingroom.simulation;
