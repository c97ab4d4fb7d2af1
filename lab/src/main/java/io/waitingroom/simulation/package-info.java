/**
 * Simulates crowds in a room whose time is advanced step by step, with the real Lua scripts. Hours of room time take seconds.
 */
package io.waitingroom.simulation;
