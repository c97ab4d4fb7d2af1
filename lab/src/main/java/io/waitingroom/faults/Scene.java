package io.waitingroom.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Random;

/** What a fault has to work with while it is being made. */
final class Scene {
    final Stage stage;
    final Crowd crowd;
    final Trail trail;
    final Random random;
    private final Deque<Runnable> afterwards = new ArrayDeque<>();
    private OptionalLong over = OptionalLong.empty();
    private OptionalLong loss = OptionalLong.empty();

    Scene(Stage stage, Crowd crowd, Trail trail, Random random) {
        this.stage = stage;
        this.crowd = crowd;
        this.trail = trail;
        this.random = random;
    }

    /** Another fault begins: that an earlier one is over means nothing any more. */
    void begin() {
        over = OptionalLong.empty();
    }

    /** Says that the fault itself is over now: from here on the room must recover by itself. */
    void over() {
        over = OptionalLong.of(System.nanoTime());
    }

    /** Says that Redis lost acknowledged writes now. */
    void lost() {
        loss = OptionalLong.of(System.nanoTime());
    }

    /** What is to be done once everybody has gone home and the room is judged, the last thing first. */
    void afterwards(Runnable step) {
        afterwards.push(step);
    }

    void clearUp() {
        afterwards.forEach(Runnable::run);
    }

    void pass(long millis) {
        Patience.pass(Duration.ofMillis(millis));
    }

    /** When the fault was over: as it said, else now. */
    long end() {
        return over.orElseGet(System::nanoTime);
    }

    OptionalLong loss() {
        return loss;
    }
}
