package io.waitingroom.simulation;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.WaitRange;
import io.waitingroom.room.EstimateAccuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks the wait estimates of a simulation. Stores one snapshot of the room per second. After a visitor was admitted, compares
 * the estimate half-way through the visitor's wait with the actual remaining wait.
 */
final class EstimateScores {
    private record Moment(RoomSnapshot room, boolean ticking) {
        Optional<WaitRange> estimate(SimulatedVisitor visitor) {
            return room.estimate(room.position(visitor.id().ticket()), room.state(ticking));
        }
    }

    private final TreeMap<Integer, Moment> moments = new TreeMap<>();
    private final List<Double> errors = new ArrayList<>();
    private final List<Double> widths = new ArrayList<>();
    private long inside;
    private long noEstimate;

    /**
     * Stores the snapshot of one second. Removes the snapshots from the first half of the first visitor's wait. A score uses
     * only the snapshot half-way through a wait.
     *
     * @param ticking whether room time advances in this second
     * @param firstJoined the second in which the first visitor in the queue joined
     */
    void store(int second, RoomSnapshot room, boolean ticking, int firstJoined) {
        moments.put(second, new Moment(room, ticking));
        moments.headMap((firstJoined + second) / 2).clear();
    }

    /**
     * Scores the estimate of a visitor who was admitted. Ignores a visitor who was admitted without a wait: the visitor had no
     * estimate.
     *
     * @param second the second in which the visitor was admitted
     */
    void score(SimulatedVisitor visitor, int second) {
        if (second == visitor.joined()) {
            return;
        }
        var halfWay = (visitor.joined() + second) / 2;
        moments.get(halfWay)
                .estimate(visitor)
                .ifPresentOrElse(range -> evaluate(range, second - halfWay), () -> noEstimate++);
    }

    private void evaluate(WaitRange range, int remaining) {
        if (remaining >= range.minSeconds() && remaining <= range.maxSeconds()) {
            inside++;
        }
        widths.add((range.maxSeconds() - range.minSeconds()) / Math.max(1, range.middle()));
        errors.add((range.middle() - remaining) / Math.max(1, remaining));
    }

    SimulationResult result(String crowd, EstimateAccuracy room) {
        var estimates = errors.size();
        return new SimulationResult(
                crowd,
                estimates + noEstimate,
                (double) inside / Math.max(1, estimates),
                median(errors),
                median(widths),
                (double) noEstimate / Math.max(1, estimates + noEstimate),
                room);
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
