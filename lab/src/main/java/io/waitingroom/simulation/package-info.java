/**
 * Simulates crowds in a room whose time is advanced step by step, with the real Lua scripts. A simulation of hours takes
 * seconds.
 */
package io.waitingroom.simulation;
