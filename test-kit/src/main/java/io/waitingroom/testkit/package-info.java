/** A real Redis for tests, and for whatever else starts one on this machine. Knows nothing of sessions, so that every module's tests can use it. */
package io.waitingroom.testkit;
