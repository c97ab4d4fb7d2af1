/** The atomic steps (Lua) that change a room and its sessions, and the connection that carries them. */
package io.waitingroom.redis;
