/** What people are told of where they stand, most of it from this server's own memory. */
package io.waitingroom.standing;
