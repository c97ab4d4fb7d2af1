package io.waitingroom.granter;

import io.waitingroom.position.EstimateNotes;
import io.waitingroom.process.ManagementFlags;
import io.waitingroom.process.ManagementServer;
import io.waitingroom.process.Metrics;
import io.waitingroom.process.Program;
import io.waitingroom.process.RedisFlags;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RoomKeys;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One granter: its flags, and how it is put together. */
@Command(
        name = "granter-worker",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Activates sessions. Run at least two: one leads, the others stand by.")
public final class GranterWorker implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(GranterWorker.class);

    @Mixin
    private RedisFlags redisFlags;

    @Mixin
    private GranterFlags granterFlags;

    @Mixin
    private ManagementFlags managementFlags;

    public static void main(String[] arguments) {
        System.exit(Program.run(new GranterWorker(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = granterFlags.settings();
        var timing = Timing.of(granterFlags.leaseTtl(), settings.rate());
        var metrics = Metrics.registry();
        var redis = redisFlags.link(metrics);
        var room = new RedisRoom(redis, RoomKeys.DEFAULT, settings);
        var granter = new Granter(
                room,
                room::grant,
                timing,
                new EstimateNotes(room.pace())::of,
                new RoomMetrics(metrics),
                System::nanoTime);
        var loop = new GranterLoop(granter);
        var readiness = new GranterReadiness(redis, granter, loop);

        var management = ManagementServer.start(managementFlags, metrics, readiness);
        redis.listen(RoomKeys.DEFAULT.wake(), loop::wake).open();
        Program.endIfUnfit("granter-worker", redis.firstVerdict());
        loop.start();
        log.info("Granter with {}, management on port {}", settings, management.port());

        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            readiness.drain();
            loop.close();
            redis.close();
            management.close();
            log.info("Granter has ended");
        }));
        new CountDownLatch(1).await();
        return 0;
    }
}
