/** Functions that every process needs: flags, health, metrics and shutdown. */
package io.waitingroom.process;
