/** What the system costs, as ratios against references that are measured in the same run and in turns. */
package io.waitingroom.bench;
