package io.waitingroom.bench;

import java.util.List;

/** Measures the Redis memory per waiting session. */
final class RedisMemory implements Measurement {
    private static final double MAX_BYTES = 48;

    @Override
    public Findings measure(BenchContext context) {
        var rooms = context.rooms().stream()
                .filter(room -> room.people() > context.scale().smallestCrowd())
                .toList();
        var curve = new Series("without Idempotency-Key");
        rooms.forEach(room -> curve.add(room.people(), room.bytesEach()));
        return new Findings(rooms.stream().map(RedisMemory::row).toList(), List.of(picture(curve)));
    }

    private static Row row(FilledRoom room) {
        var figure = "Redis memory per waiting person, at %,d".formatted(room.people());
        return Row.atMost(MAX_BYTES, figure, room.bytesEach(), "B");
    }

    private static Picture picture(Series curve) {
        return Picture.logarithmic(
                "memory", "Redis memory per waiting person", "people waiting", "bytes per person", curve);
    }
}
