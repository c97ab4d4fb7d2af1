/** One API server as a program: its flags, how it is wired, and its readiness. Stateless: every server of the fleet answers every request alike. */
package io.waitingroom.api;
