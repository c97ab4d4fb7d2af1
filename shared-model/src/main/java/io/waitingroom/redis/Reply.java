package io.waitingroom.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script's reply: numbers, texts and lists by their place.
 *
 * @param items as lettuce decodes them: Long, byte[] and List
 */
record Reply(List<?> items) {
    int size() {
        return items.size();
    }

    long number(int place) {
        return (Long) items.get(place);
    }

    byte[] bytes(int place) {
        return (byte[]) items.get(place);
    }

    String text(int place) {
        return new String(bytes(place), StandardCharsets.UTF_8);
    }

    Reply list(int place) {
        return new Reply((List<?>) items.get(place));
    }
}
