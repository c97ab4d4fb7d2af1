package io.waitingroom.room;

/**
 * What one sweep did.
 *
 * @param freed slots that ACTIVE sessions lost
 * @param more whether another sweep may find more to do at once
 */
public record Swept(long freed, boolean more) {}
