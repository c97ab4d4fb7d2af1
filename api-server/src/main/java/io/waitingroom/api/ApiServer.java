package io.waitingroom.api;

import io.javalin.config.RoutesConfig;
import io.waitingroom.client.AllowedOrigins;
import io.waitingroom.client.Clients;
import io.waitingroom.client.CookieRules;
import io.waitingroom.client.SentFrom;
import io.waitingroom.page.Cookies;
import io.waitingroom.page.PageFlags;
import io.waitingroom.page.PageRoutes;
import io.waitingroom.permit.KeysCommand;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.permit.PermitFlags;
import io.waitingroom.process.ManagementFlags;
import io.waitingroom.process.ManagementServer;
import io.waitingroom.process.Metrics;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.RedisFlags;
import io.waitingroom.process.Shutdown;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.redis.SignOfLife;
import io.waitingroom.session.SigningKey;
import io.waitingroom.standing.Entries;
import io.waitingroom.standing.Permitting;
import io.waitingroom.standing.RoomWatch;
import io.waitingroom.standing.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** One API server: its flags, and how it is put together. */
@Command(
        name = "api-server",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Serves the waiting room's HTTP API. Run as many as you like.",
        subcommands = KeysCommand.class)
public final class ApiServer implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);
    /** While Redis is away a server says so; but one that only needs a moment has nobody sent to it in vain. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(2);

    @Mixin
    private RedisFlags redisFlags;

    @Mixin
    private ManagementFlags managementFlags;

    @Mixin
    private ClientFlags clientFlags;

    @Mixin
    private PageFlags pageFlags;

    @Mixin
    private PermitFlags permitFlags;

    @Mixin
    private VerifyFlags verifyFlags;

    @Mixin
    private AllowedOrigins allowedOrigins;

    @Mixin
    private CookieRules cookieRules;

    @Option(
            names = "--host",
            defaultValue = "${env:WAITING_ROOM_HOST:-0.0.0.0}",
            paramLabel = "ADDRESS",
            description = "address to serve the API on; WAITING_ROOM_HOST, default 0.0.0.0")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "${env:WAITING_ROOM_PORT:-8080}",
            converter = NumberConverter.Port.class,
            paramLabel = "PORT",
            description = "port to serve the API on; WAITING_ROOM_PORT, default 8080")
    private int port;

    @Option(
            names = "--signing-key",
            defaultValue = "${env:WAITING_ROOM_SIGNING_KEY:-" + Option.NULL_VALUE + "}",
            converter = SigningKeyConverter.class,
            paramLabel = "KEY",
            description = "secret of the fleet that session ids are signed with, 32 to 256 printable characters; "
                    + "WAITING_ROOM_SIGNING_KEY, default: the first server makes one and shares it through Redis")
    private SigningKey signingKey;

    public static void main(String[] arguments) {
        System.exit(Program.run(new ApiServer(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var metrics = Metrics.registry();
        var redis = redisFlags.link(metrics);
        var sharedKey = new SharedSigningKey(redis, RoomKeys.DEFAULT, Optional.ofNullable(signingKey));
        var permitKeys = permitFlags.keys(redis);
        var permits = permitFlags.permits(permitKeys, metrics);
        var readiness = new ApiReadiness(redis, sharedKey, permitKeys);
        var watch = new RoomWatch(redis, RoomKeys.DEFAULT, clientFlags.maxPollsPerSecond());
        var redisSessions = new RedisSessions(redis, RoomKeys.DEFAULT);
        var sessions = new Sessions(redisSessions, sharedKey, watch);
        var entries = new Entries(redisSessions, sharedKey, watch);
        var permitting = new Permitting(permits);
        var bindings = permitFlags.bindings();
        var credentials = new Credentials(sessions, permits, bindings);
        var joinLimiter = clientFlags.joinLimiter();
        var streams = new EventStreams(sessions, permitting, clientFlags.maxEventStreams(), EventStreams.LIFE, metrics);
        var sentTo = clientFlags.sentTo();
        var sentFrom = new SentFrom(allowedOrigins, sentTo);
        var permitCookie = new PermitCookie(cookieRules);
        var crossOrigin = new CrossOrigin(allowedOrigins, sentFrom);
        var api = new SessionRoutes(sessions, permitting, bindings, joinLimiter, permitCookie, metrics);
        var events = new EventRoutes(sessions, permitting, bindings, streams);
        var proven = new CredentialRoutes(sessions, credentials, permitting, bindings, permitCookie);
        var freeEntry = new FreeEntry(entries, permits, bindings, joinLimiter, new Cookies(cookieRules), metrics);
        var verify = new VerifyRoutes(
                sessions, credentials, verifyFlags.wayBack(), verifyFlags.failOpen(metrics), freeEntry);
        var keys = new KeyRoutes(permits);
        var rooms = new RoomRoutes(sessions);
        var page = new PageRoutes(
                pageFlags,
                new Clients(sentTo, sentFrom, cookieRules),
                sessions,
                permitting,
                bindings,
                joinLimiter::delay,
                metrics);

        // First, since Redis is reached while the rest starts.
        redis.withSign(SignOfLife.of(RoomKeys.DEFAULT, Program.version(), readiness::ownProblems))
                .open();
        var agreement = new KeyAgreement(sharedKey, permitKeys).start();
        watch.start();
        streams.start();
        var management = ManagementServer.start(managementFlags, metrics, readiness);
        var routes = List.<Consumer<RoutesConfig>>of(
                crossOrigin::addTo,
                api::addTo,
                events::addTo,
                proven::addTo,
                verify::addTo,
                keys::addTo,
                rooms::addTo,
                page::addTo);
        var http = HttpServer.prepare(clientFlags.maxConnections(), metrics, crossOrigin, routes)
                .warmUp();
        Program.endIfUnfit("api-server", redis.firstVerdict());
        readiness.await(START_PATIENCE);
        http.open(host, port);
        readiness.serves(http::trouble);
        log.info("API on port {}, management on port {}", http.port(), management.port());

        Shutdown.inOrder(
                readiness::drain,
                streams,
                http,
                agreement,
                watch,
                redis,
                management,
                () -> log.info("API server has ended"));
        new CountDownLatch(1).await();
        return 0;
    }

    static final class SigningKeyConverter implements ITypeConverter<SigningKey> {
        @Override
        public SigningKey convert(String text) {
            try {
                return SigningKey.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
