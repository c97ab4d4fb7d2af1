/** The Lua scripts that change a room and its sessions in atomic steps, and the connection over which they run. */
package io.waitingroom.redis;
