package io.waitingroom.faults;

import io.waitingroom.history.Checker;
import io.waitingroom.history.History;
import io.waitingroom.history.Verdict;
import java.time.Duration;
import java.util.Random;

/** Injects a fault while visitors come and go, lets all visitors leave, and checks the recorded history. */
final class Drill {
    private static final int INITIAL_VISITORS = 150;
    private static final int ARRIVALS_PER_SECOND = 30;
    private static final Duration TIME_BEFORE_FAULT = Duration.ofMillis(1_500);
    private static final Duration DISMISS_LIMIT = Duration.ofSeconds(40);

    private final Deployment deployment;
    private final CrowdSize size;

    Drill(Deployment deployment, CrowdSize size) {
        this.deployment = deployment;
        this.size = size;
    }

    /** Runs a drill with this fault and this seed, and returns the verdict on the recorded history. */
    Verdict run(Fault fault, long seed) {
        deployment.repair();
        new Settling(new DrainedRoom(deployment.directRedis), new ApiClient(deployment.apiPorts())).settle();
        var random = new Random(seed);
        try (var directRedis = new DirectRedis(deployment::uri);
                var trail = new TrailRecorder(directRedis);
                var crowd = new Crowd(new ApiClient(deployment.apiPorts()), random, size)) {
            var context = new FaultContext(deployment, crowd, trail, random);
            trail.reset();
            try {
                return Checker.check(record(fault, context));
            } finally {
                context.cleanUp();
            }
        }
    }

    private History record(Fault fault, FaultContext context) {
        fault.preparation().run(context);
        var room = new DrainedRoom(deployment.directRedis);
        var bytesBefore = room.bytes();
        context.crowd.arrive(INITIAL_VISITORS);
        context.crowd.startArriving(ARRIVALS_PER_SECOND);
        Waits.sleep(TIME_BEFORE_FAULT);
        fault.injection().run(context);
        var faultEnd = context.faultEnd();
        deployment.tiers.complete();
        Waits.sleep(Tiers.LEASE.plusSeconds(1));
        context.crowd.dismiss(DISMISS_LIMIT);
        room.awaitEmpty();
        context.crowd.pollAllSessions();
        var leftovers = room.leftovers(bytesBefore);
        return new History(
                context.crowd.api().calls(),
                context.trail.changesBefore(),
                context.trail.read(),
                faultEnd,
                Tiers.LEASE,
                context.loss(),
                leftovers,
                context.crowd.stalls());
    }
}
