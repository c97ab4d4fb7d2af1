package io.waitingroom.seatmap;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.waitingroom.permit.check.PermitFilter;
import io.waitingroom.permit.check.WaitingRoom;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The service as a process: its flags, and how it is put together. */
@Command(
        name = "seat-map",
        mixinStandardHelpOptions = true,
        description = "The seat selection of a ticket sale, for whoever shows a permit of the waiting room. A demo.")
public final class SeatMap implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(SeatMap.class);
    /** Open to everybody: what pages look like, and the farewell of those who have no permit any more. */
    static final String[] OPEN = {"/static/", "/thanks", "/health"};

    @Mixin
    private SeatMapFlags flags;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SeatMap())
                .setParameterExceptionHandler((error, given) -> {
                    var message = error.getMessage().lines().findFirst().orElse(error.toString());
                    error.getCommandLine().getErr().println("seat-map: " + message);
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var server = start(flags);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            log.info("Seats on port {}", server.port());
        } catch (JavalinBindException e) {
            System.err.println(
                    "seat-map: --port: " + flags.port() + " on " + flags.host() + " cannot be used: it is taken");
            return CommandLine.ExitCode.USAGE;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Begins to serve. */
    static Javalin start(SeatMapFlags flags) {
        var filter = new PermitFilter(flags.filterSettings().open(OPEN));
        var pages = new Pages(flags.waitingRoomOrigin());
        var routes = new SeatRoutes(new Venue(), pages, new WaitingRoom(flags.waitingRoom()));
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.prefer405over404 = true;
                    config.jetty.modifyServletContextHandler(context -> protect(context, filter));
                    routes.addTo(config.routes);
                })
                .start(flags.host(), flags.port());
    }

    private static void protect(ServletContextHandler context, PermitFilter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    }
}
