package io.waitingroom.granter;

import io.waitingroom.process.ManagementFlags;
import io.waitingroom.process.ManagementServer;
import io.waitingroom.process.Metrics;
import io.waitingroom.process.Program;
import io.waitingroom.process.RedisFlags;
import io.waitingroom.process.Shutdown;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one granter from its command line. */
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
        var granter = new GranterRuntime(redis, settings, timing, metrics);
        var management = ManagementServer.start(managementFlags, metrics, granter.readiness);
        Program.endIfUnfit("granter-worker", redis.firstVerdict());
        granter.start();
        log.info("Granter with {}, management on port {}", settings, management.port());

        Shutdown.inOrder(granter, management, () -> log.info("Granter has ended"));
        new CountDownLatch(1).await();
        return 0;
    }
}
