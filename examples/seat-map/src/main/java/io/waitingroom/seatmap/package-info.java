/** The example of a service that a waiting room protects: a seat map, for visitors with a permit. */
package io.waitingroom.seatmap;
