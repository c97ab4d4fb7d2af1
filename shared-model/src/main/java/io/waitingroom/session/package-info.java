/** What a session is: its states, its id and what its holder is told. Knows nothing of Redis. */
package io.waitingroom.session;
