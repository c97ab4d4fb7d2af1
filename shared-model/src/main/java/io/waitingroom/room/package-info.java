/** What a room is: its settings, its figures, and the lease under which one granter acts for it. */
package io.waitingroom.room;
