package io.waitingroom.simulation;

import io.waitingroom.room.RoomSettings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * A crowd and the room that it meets. Times are in seconds.
 *
 * @param name of the crowd
 * @param settings of the room
 * @param seconds how long the crowd is watched
 * @param arrivals how many come at a moment, on average
 * @param stay how long somebody is ACTIVE who shows up
 * @param patience how long somebody waits at most
 * @param noShowShare the share of people who never claim their slot
 * @param frozen when nobody who is ACTIVE leaves
 * @param leaderless when nobody leads, so that room time stands still
 */
public record Scenario(
        String name,
        RoomSettings settings,
        int seconds,
        Arrivals arrivals,
        ToDoubleFunction<Random> stay,
        ToDoubleFunction<Random> patience,
        double noShowShare,
        IntPredicate frozen,
        IntPredicate leaderless) {

    /** How many come at a moment. */
    public interface Arrivals {
        /** On average. */
        double perSecond(int second);
    }

    private static final int CAPACITY = 50;
    private static final double MEAN_STAY = 120;
    private static final double TURNOVER = CAPACITY / MEAN_STAY;

    static List<Scenario> all() {
        return List.of(steady(), bursty(), stalling(), walkingAway(), noShows());
    }

    /** A line of a few hundred, and as many who come as slots become free. */
    private static Scenario steady() {
        return of(Simulation.STEADY, 3000, s -> s < 300 ? 3 * TURNOVER : TURNOVER);
    }

    /** Everybody comes within a minute, and once more when most of them are through. */
    private static Scenario bursty() {
        return of("bursty", 3000, s -> s < 60 ? 12 : s < 2100 ? 0 : s < 2160 ? 5 : 0.2 * TURNOVER);
    }

    /** For five minutes nobody who is inside leaves, and later for two minutes nobody leads. */
    private static Scenario stalling() {
        var base = steady().named("stalling");
        return new Scenario(
                base.name,
                base.settings,
                base.seconds,
                base.arrivals,
                base.stay,
                base.patience,
                base.noShowShare,
                s -> s >= 900 && s < 1200,
                s -> s >= 2100 && s < 2220);
    }

    /** Three in five wait for a quarter of an hour at most. */
    private static Scenario walkingAway() {
        var base = of("walking away", 2700, s -> s < 300 ? 4 * TURNOVER : 1.7 * TURNOVER);
        return base.withPatience(random -> random.nextDouble() < 0.6 ? 900 * random.nextDouble() : 1e9);
    }

    /** Three in ten never claim their slot. */
    private static Scenario noShows() {
        var base = of("no-shows", 2400, s -> s < 300 ? 4 * TURNOVER : 1.3 * TURNOVER);
        return new Scenario(
                base.name,
                settings(Duration.ofSeconds(30)),
                base.seconds,
                base.arrivals,
                base.stay,
                base.patience,
                0.3,
                base.frozen,
                base.leaderless);
    }

    private static Scenario of(String name, int seconds, Arrivals arrivals) {
        return new Scenario(
                name,
                settings(Duration.ZERO),
                seconds,
                arrivals,
                Scenario::stay,
                random -> 1e9,
                0,
                second -> false,
                second -> false);
    }

    private Scenario named(String other) {
        return new Scenario(other, settings, seconds, arrivals, stay, patience, noShowShare, frozen, leaderless);
    }

    private Scenario withPatience(ToDoubleFunction<Random> other) {
        return new Scenario(name, settings, seconds, arrivals, stay, other, noShowShare, frozen, leaderless);
    }

    private static double stay(Random random) {
        return -MEAN_STAY * Math.log(1 - random.nextDouble());
    }

    private static RoomSettings settings(Duration claimTtl) {
        var ages = Duration.ofDays(10);
        return new RoomSettings(
                CAPACITY, 100, Duration.ofMillis(200), ages, ages, claimTtl, Duration.ZERO, Duration.ofMinutes(1), 0);
    }
}
