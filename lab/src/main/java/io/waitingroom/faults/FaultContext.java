package io.waitingroom.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Random;

/** The context of a fault: what it acts on, and when it was over. */
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

    /** Starts another fault: the end of an earlier one no longer counts. */
    void startFault() {
        over = OptionalLong.empty();
    }

    /** Marks the fault as over: from now on the room must recover by itself. */
    void markOver() {
        over = OptionalLong.of(System.nanoTime());
    }

    /** Marks this moment as a loss of acknowledged writes by Redis. */
    void markLoss() {
        loss = OptionalLong.of(System.nanoTime());
    }

    /** Adds a clean-up step. The steps run once the history has been checked, the last one first. */
    void addCleanUp(Runnable step) {
        cleanUpSteps.push(step);
    }

    void cleanUp() {
        cleanUpSteps.forEach(Runnable::run);
    }

    void sleep(long millis) {
        Waits.sleep(Duration.ofMillis(millis));
    }

    /** Returns when the fault was marked as over, or the current time. */
    long faultEnd() {
        return over.orElseGet(System::nanoTime);
    }

    OptionalLong loss() {
        return loss;
    }
}
