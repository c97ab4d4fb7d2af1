package io.waitingroom.history;

import java.util.Map;

/**
 * The data that a room still holds after all visitors have left.
 *
 * @param waiting the number of sessions that the room counts as WAITING
 * @param active the number of taken slots
 * @param stream the number of entries in the room's stream
 * @param pending the number of entries that a granter received and did not acknowledge
 * @param tickets the number of sessions that were ever created
 * @param left the number of sessions that their holders ended
 * @param expired the number of sessions that expired at their deadlines
 * @param bytesBefore the size of each key of the room before the first visitor came; the room had been used before
 * @param bytesAfter the size of each key of the room after all retention times were over
 */
public record Leftovers(
        long waiting,
        long active,
        long stream,
        long pending,
        long tickets,
        long left,
        long expired,
        Map<String, Long> bytesBefore,
        Map<String, Long> bytesAfter) {}
