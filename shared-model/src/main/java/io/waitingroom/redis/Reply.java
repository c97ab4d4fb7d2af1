package io.waitingroom.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script's reply: numbers, texts and lists by their index.
 *
 * @param items as lettuce decodes them: Long, byte[] and List
 */
record Reply(List<?> items) {
    int size() {
        return items.size();
    }

    long number(int index) {
        return (Long) items.get(index);
    }

    byte[] bytes(int index) {
        return (byte[]) items.get(index);
    }

    String text(int index) {
        return new String(bytes(index), StandardCharsets.UTF_8);
    }

    Reply list(int index) {
        return new Reply((List<?>) items.get(index));
    }
}
