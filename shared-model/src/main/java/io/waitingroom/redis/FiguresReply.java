package io.waitingroom.redis;

import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a room's figures from the reply of a script: the names and values that {@code include/room_figures.lua}
 * returns.
 */
final class FiguresReply {
    private static final int AVERAGES = 14;

    private final Map<String, Object> values = new HashMap<>();

    private FiguresReply(Reply reply) {
        for (int index = 0; index < reply.size(); index += 2) {
            values.put(reply.text(index), reply.items().get(index + 1));
        }
    }

    static RoomFigures read(Reply reply) {
        return new FiguresReply(reply).figures();
    }

    private RoomFigures figures() {
        return new RoomFigures(
                number("now"),
                number("epoch"),
                number("takeovers"),
                number("ticks"),
                number("capacity"),
                number("waiting"),
                number("tickets"),
                number("activations"),
                number("left"),
                number("expired"),
                number("no-shows"),
                number("last-grant"),
                number("active"),
                number("servers"),
                averages((byte[]) values.get("averages")),
                new EstimateAccuracy(
                        number("estimates-judged"), number("estimates-inside"), number("estimates-error") / 1000.0));
    }

    private long number(String name) {
        return (Long) values.get(name);
    }

    /**
     * Unpacks the averages that {@code include/averages.lua} packed. Returns {@link Averages#NONE} if another version
     * of that file packed them.
     */
    private static Averages averages(byte[] packed) {
        var values = ByteBuffer.wrap(packed).asDoubleBuffer();
        return packed.length != AVERAGES * Double.BYTES
                ? Averages.NONE
                : new Averages(
                        new Frequency(values.get(0), values.get(1)),
                        new Frequency(values.get(2), values.get(3)),
                        new Frequency(values.get(4), values.get(5)),
                        new Frequency(values.get(6), values.get(7)),
                        (long) values.get(8),
                        (long) values.get(10));
    }
}
