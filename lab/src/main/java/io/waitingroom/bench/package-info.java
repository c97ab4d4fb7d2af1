/** Measures the cost of the system, as ratios to references that are measured in the same run, in turns. */
package io.waitingroom.bench;
