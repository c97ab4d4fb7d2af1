package io.waitingroom.seatmap;

import io.waitingroom.permit.check.PermitFilter;
import io.waitingroom.permit.check.PermitVerifier;
import io.waitingroom.permit.check.SessionEnd;
import io.waitingroom.process.DurationConverter;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.UnusableFlagException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the example service: reads its flags, and creates and connects its parts. */
@FromEnvironment(prefix = "SEAT_MAP_")
@Command(
        name = "seat-map",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description =
                "An example of a service that a waiting room protects: the seats of a hall, for visitors with a permit.")
public final class SeatMap implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(SeatMap.class);

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "address to serve the seats on")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8090",
            converter = NumberConverter.Port.class,
            paramLabel = "PORT",
            description = "port to serve the seats on")
    private int port;

    @Option(
            names = "--jwks-url",
            defaultValue = "http://localhost:8080/api/waiting-room/jwks.json",
            paramLabel = "URL",
            description =
                    "URL of the public keys of permits, as this process reaches it; the waiting room's API is at the same host")
    private URI keys;

    @Option(
            names = "--waiting-page",
            defaultValue = "http://localhost:8080/waiting-room",
            paramLabel = "URL",
            description = "URL of the waiting page, as browsers reach it; or /waiting-room if it is on this host")
    private URI waitingPage;

    @Option(
            names = "--room",
            defaultValue = "default",
            paramLabel = "NAME",
            description = "room whose permits are accepted")
    private String room;

    @Option(
            names = "--issuer",
            defaultValue = "waiting-room",
            paramLabel = "NAME",
            description = "issuer whose permits are accepted")
    private String issuer;

    @Option(
            names = "--leeway",
            defaultValue = "10s",
            converter = DurationConverter.OrOff.class,
            paramLabel = "TIME",
            description = "maximum difference between this machine's clock and the waiting room's, or off")
    private Duration leeway;

    public static void main(String[] arguments) {
        System.exit(Program.run(new SeatMap(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var server = start();
        log.info("Seat map on port {}, waiting page at {}", server.port(), waitingPage);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            log.info("Seat map has ended");
        }));
        new CountDownLatch(1).await();
        return 0;
    }

    /**
     * Starts the server of the seat map.
     *
     * @throws UnusableFlagException if a flag's value cannot be used
     */
    SeatServer start() {
        var addresses = new Room(
                checked("--waiting-page", () -> Room.page(waitingPage)), checked("--jwks-url", () -> Room.keys(keys)));
        var verifier = checked("--leeway", () -> PermitVerifier.builder(keys).leeway(leeway))
                .room(room)
                .issuer(issuer)
                .build();
        var filter = PermitFilter.builder(verifier, waitingPage)
                .open(Files.BASE, SeatServer.HEALTH, BoxOffice.THANKS, "/.well-known/", "/robots.txt", "/favicon.ico")
                .build();
        return SeatServer.start(host, port, filter, addresses, new SessionEnd(addresses.api()));
    }

    private static <T> T checked(String flag, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new UnusableFlagException(flag, e.getMessage());
        }
    }
}
