package io.waitingroom.simulation;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.WaitRange;
import io.waitingroom.room.EstimateAccuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Remembers what people could be told each second, and judges it when they are admitted. */
final class Verdicts {
    private record Moment(RoomSnapshot room, boolean ticking) {
        Optional<WaitRange> told(SimulatedVisitor visitor) {
            return room.estimate(room.position(visitor.id().ticket()), room.state(ticking));
        }
    }

    private final TreeMap<Integer, Moment> moments = new TreeMap<>();
    private final List<Double> errors = new ArrayList<>();
    private final List<Double> widths = new ArrayList<>();
    private long inside;
    private long none;

    void remember(int second, RoomSnapshot room, boolean ticking, int firstJoined) {
        moments.put(second, new Moment(room, ticking));
        moments.headMap((firstJoined + second) / 2).clear();
    }

    /** Whoever is let in at once was never told anything. */
    void admitted(SimulatedVisitor visitor, int second) {
        if (second == visitor.joined()) {
            return;
        }
        var halfWay = (visitor.joined() + second) / 2;
        moments.get(halfWay).told(visitor).ifPresentOrElse(range -> judge(range, second - halfWay), () -> none++);
    }

    private void judge(WaitRange range, int remaining) {
        if (remaining >= range.minSeconds() && remaining <= range.maxSeconds()) {
            inside++;
        }
        widths.add((range.maxSeconds() - range.minSeconds()) / Math.max(1, range.middle()));
        errors.add((range.middle() - remaining) / Math.max(1, remaining));
    }

    Turnout turnout(String crowd, EstimateAccuracy room) {
        var judged = errors.size();
        return new Turnout(
                crowd,
                judged + none,
                (double) inside / Math.max(1, judged),
                median(errors),
                median(widths),
                (double) none / Math.max(1, judged + none),
                room);
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
