package io.waitingroom.history;

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
 * @param bytesBefore what the room's keys took before anybody came
 * @param bytesAfter what they take once everything is past its retention
 */
public record Rest(
        long waiting,
        long active,
        long stream,
        long pending,
        long tickets,
        long left,
        long expired,
        long bytesBefore,
        long bytesAfter) {}
