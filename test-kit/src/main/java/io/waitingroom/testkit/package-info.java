/**
 * A real Redis for tests, and for programs that start one on this machine. It does not depend on sessions, so that the
 * tests of every module can use it.
 */
package io.waitingroom.testkit;
