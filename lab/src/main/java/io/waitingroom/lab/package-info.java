/** The commands of the lab: measurements, fault drills and attacks. No product depends on it. */
package io.waitingroom.lab;
