/** What attackers and broken clients send to a real API server, and what it costs the good ones. */
package io.waitingroom.hostile;
