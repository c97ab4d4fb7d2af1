/** Attacks a real API server as hostile and broken clients do, and measures the effect on good clients. */
package io.waitingroom.hostile;
