package io.waitingroom.history;

import java.util.Map;

/**
 * What a room still holds after all visitors have left.
 *
 * @param waiting the sessions that the room counts as WAITING
 * @param active the slots that are taken
 * @param stream the entries of the stream
 * @param pending the entries that a granter was given and did not acknowledge
 * @param tickets the sessions ever created
 * @param left the sessions ended by their holders
 * @param expired the sessions ended by their deadlines
 * @param bytesBefore the size of each of the room's keys before the first visitor came, in a room that had been used before
 * @param bytesAfter the size of each key once everything is past its retention
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
