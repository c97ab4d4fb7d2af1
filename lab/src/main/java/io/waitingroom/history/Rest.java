package io.waitingroom.history;

import java.util.Map;

/**
 * What is left of a room that everybody has left.
 *
 * @param waiting how many the room counts as WAITING
 * @param active how many slots are taken
 * @param stream entries of the stream
 * @param pending entries that a granter was given and did not acknowledge
 * @param tickets sessions ever made
 * @param left sessions ended by their holders
 * @param expired sessions ended by their deadlines
 * @param bytesBefore what each of the room's keys took before anybody came, in a room that people had been in
 * @param bytesAfter what each takes once everything is past its retention
 */
public record Rest(
        long waiting,
        long active,
        long stream,
        long pending,
        long tickets,
        long left,
        long expired,
        Map<String, Long> bytesBefore,
        Map<String, Long> bytesAfter) {}
