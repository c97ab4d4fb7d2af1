/** The HTTP tier. Stateless: every server of the fleet answers every request alike. */
package io.waitingroom.api;
