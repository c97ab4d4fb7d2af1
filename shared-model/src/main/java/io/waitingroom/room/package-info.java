/** The room: its settings, its figures, and the lease of the leading granter. */
package io.waitingroom.room;
