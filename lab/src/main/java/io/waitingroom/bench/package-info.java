/**
 * Measures the cost of the system. A figure with a reference is a ratio: our value divided by the reference's value. Both
 * values are measured alternately in the same run.
 */
package io.waitingroom.bench;
