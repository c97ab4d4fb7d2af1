/** What every process of the system has: flags, health, metrics, an end. */
package io.waitingroom.process;
