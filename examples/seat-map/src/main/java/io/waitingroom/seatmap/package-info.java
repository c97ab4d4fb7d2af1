/** The example of a service that a waiting room protects: a hall's seats, for whoever has a permit. */
package io.waitingroom.seatmap;
