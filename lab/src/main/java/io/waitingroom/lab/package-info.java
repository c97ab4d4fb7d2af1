/** The laboratory's commands: measurements, fault drills and attacks. No product depends on it. */
package io.waitingroom.lab;
