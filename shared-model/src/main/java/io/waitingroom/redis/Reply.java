package io.waitingroom.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The reply of a script: numbers, texts and lists, each with an index.
 *
 * @param items the items as lettuce, the Redis client, decodes them: Long, byte[] or List
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
