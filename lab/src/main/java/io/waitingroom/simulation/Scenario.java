package io.waitingroom.simulation;

import io.waitingroom.room.RoomSettings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * A crowd and its room. Times are in seconds.
 *
 * @param name the name of the crowd
 * @param settings the settings of the room
 * @param seconds the duration of the simulation
 * @param arrivals the mean rate of arrivals over time
 * @param stay the time for which a visitor stays ACTIVE after claiming the slot
 * @param patience the time that a visitor is willing to wait. A visitor who still waits after this time leaves the queue
 * @param noShowShare the share of visitors who never claim their slot
 * @param frozen the seconds in which no ACTIVE visitor leaves
 * @param leaderless the seconds without a leader, in which room time stands still
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

    /** The rate of arrivals over time. */
    public interface Arrivals {
        /** Returns the mean number of arrivals in the given second. */
        double perSecond(int second);
    }

    private static final int CAPACITY = 50;
    private static final double MEAN_STAY = 120;
    private static final double TURNOVER = CAPACITY / MEAN_STAY;

    static List<Scenario> all() {
        return List.of(steady(), bursty(), stalling(), walkingAway(), noShows());
    }

    /**
     * Returns a crowd with a queue of a few hundred visitors. After the queue has formed, as many visitors arrive as slots
     * become free.
     */
    private static Scenario steady() {
        return of(Simulation.STEADY, 3000, s -> s < 300 ? 3 * TURNOVER : TURNOVER);
    }

    /**
     * Returns a crowd whose visitors mostly arrive within a minute. A second burst follows after most of them were admitted.
     */
    private static Scenario bursty() {
        return of("bursty", 3000, s -> s < 60 ? 12 : s < 2100 ? 0 : s < 2160 ? 5 : 0.2 * TURNOVER);
    }

    /**
     * Returns a crowd in a room where no ACTIVE visitor leaves for five minutes. Later the room has no leader for two minutes.
     */
    private static Scenario stalling() {
        var base = steady().withName("stalling");
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

    /** Returns a crowd in which 60 % of the visitors leave the queue after at most a quarter of an hour. */
    private static Scenario walkingAway() {
        var base = of("walking away", 2700, s -> s < 300 ? 4 * TURNOVER : 1.7 * TURNOVER);
        return base.withPatience(random -> random.nextDouble() < 0.6 ? 900 * random.nextDouble() : 1e9);
    }

    /** Returns a crowd in which 30 % of the visitors never claim their slot. */
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

    private Scenario withName(String newName) {
        return new Scenario(newName, settings, seconds, arrivals, stay, patience, noShowShare, frozen, leaderless);
    }

    private Scenario withPatience(ToDoubleFunction<Random> newPatience) {
        return new Scenario(name, settings, seconds, arrivals, stay, newPatience, noShowShare, frozen, leaderless);
    }

    private static double stay(Random random) {
        return -MEAN_STAY * Math.log(1 - random.nextDouble());
    }

    private static RoomSettings settings(Duration claimTtl) {
        var unlimited = Duration.ofDays(10);
        return new RoomSettings(
                CAPACITY,
                100,
                Duration.ofMillis(200),
                unlimited,
                unlimited,
                claimTtl,
                Duration.ZERO,
                Duration.ofMinutes(1),
                0);
    }
}
