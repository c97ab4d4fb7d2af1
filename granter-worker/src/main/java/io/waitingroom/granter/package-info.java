/** The processes that activate sessions (granters). Only the granter that holds the lease acts; the others are hot standbys. */
package io.waitingroom.granter;
