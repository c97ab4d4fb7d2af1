/** The seats of a ticket sale, for those whom the waiting room lets in. A demo: seats are kept in memory. */
package io.waitingroom.seatmap;
