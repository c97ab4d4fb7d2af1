/**
 * A real Redis for tests, and for programs that start one on this machine. This package does not
 * depend on sessions, so that the tests of every module can use it.
 */
package io.waitingroom.testkit;
