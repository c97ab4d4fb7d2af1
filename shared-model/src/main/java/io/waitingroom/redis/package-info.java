/** The Lua scripts that change a room and its sessions in atomic steps, and the connection that carries them. */
package io.waitingroom.redis;
