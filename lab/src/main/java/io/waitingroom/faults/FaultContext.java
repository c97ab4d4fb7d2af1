package io.waitingroom.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Random;

/** The context of a fault: the parts of the drill that the fault acts on, and the time at which the fault was over. */
final class FaultContext {
    final Deployment deployment;
    final Crowd crowd;
    final TrailRecorder trail;
    final Random random;
    private final Deque<Runnable> cleanUpSteps = new ArrayDeque<>();
    private OptionalLong over = OptionalLong.empty();
    private OptionalLong loss = OptionalLong.empty();

    FaultContext(Deployment deployment, Crowd crowd, TrailRecorder trail, Random random) {
        this.deployment = deployment;
        this.crowd = crowd;
        this.trail = trail;
        this.random = random;
    }

    /** Starts another fault in the same drill, and forgets the end of the earlier one. */
    void startFault() {
        over = OptionalLong.empty();
    }

    /** Marks the fault as over: from now on the room must recover without help. */
    void markOver() {
        over = OptionalLong.of(System.nanoTime());
    }

    /** Records that Redis has just lost acknowledged writes. */
    void markLoss() {
        loss = OptionalLong.of(System.nanoTime());
    }

    /** Adds a clean-up step. The steps run after the history has been checked, and the last added step runs first. */
    void addCleanUp(Runnable step) {
        cleanUpSteps.push(step);
    }

    void cleanUp() {
        cleanUpSteps.forEach(Runnable::run);
    }

    void sleep(long millis) {
        Waits.sleep(Duration.ofMillis(millis));
    }

    /** Returns the time at which the fault was marked as over; the current time if it was not marked. */
    long faultEnd() {
        return over.orElseGet(System::nanoTime);
    }

    OptionalLong loss() {
        return loss;
    }
}
