package io.waitingroom.api;

import io.waitingroom.permit.KeysCommand;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.process.ManagementFlags;
import io.waitingroom.process.ManagementServer;
import io.waitingroom.process.Metrics;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.RedisFlags;
import io.waitingroom.process.Shutdown;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that runs one API server. */
@FromEnvironment
@Command(
        name = "api-server",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Serves the waiting room's HTTP API. Run as many as you like.",
        subcommands = KeysCommand.class)
public final class ApiServer implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);
    /**
     * The maximum time to wait for Redis and the keys before the port opens. Because of this wait, the first requests need not be refused.
     * If Redis stays unreachable, the server opens the port nevertheless, and its readiness check reports the problem.
     */
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    @Mixin
    private RedisFlags redisFlags;

    @Mixin
    private ManagementFlags managementFlags;

    @Mixin
    private ApiFlags flags;

    @Option(
            names = "--host",
            defaultValue = "0.0.0.0",
            paramLabel = "ADDRESS",
            description = "address to serve the API on")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8080",
            converter = NumberConverter.Port.class,
            paramLabel = "PORT",
            description = "port to serve the API on")
    private int port;

    public static void main(String[] arguments) {
        System.exit(Program.run(new ApiServer(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var metrics = Metrics.registry();
        var redis = redisFlags.link(metrics);
        var api = new ApiRuntime(flags, redis, metrics).start();
        var management = ManagementServer.start(managementFlags, metrics, api.readiness);
        api.http.warmUp();
        Program.endIfUnfit("api-server", redis.firstVerdict());
        api.readiness.await(READY_TIMEOUT);
        api.serve(host, port);
        log.info("API on port {}, management on port {}", api.http.port(), management.port());

        Shutdown.inOrder(api, management, () -> log.info("API server has ended"));
        new CountDownLatch(1).await();
        return 0;
    }
}
