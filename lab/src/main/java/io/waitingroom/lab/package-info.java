/** The commands of the lab: measurements, fault drills and attacks. No product depends on the lab. */
package io.waitingroom.lab;
