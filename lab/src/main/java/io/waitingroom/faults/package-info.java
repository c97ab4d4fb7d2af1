/**
 * Breaks a running waiting room in every way that its operator may think of, and proves from what was recorded
 * meanwhile that it kept its promises.
 */
package io.waitingroom.faults;
