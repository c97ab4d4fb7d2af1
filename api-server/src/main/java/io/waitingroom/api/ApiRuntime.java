package io.waitingroom.api;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.client.ClientRules;
import io.waitingroom.client.CorsFilter;
import io.waitingroom.client.CsrfGuard;
import io.waitingroom.http.HttpServer;
import io.waitingroom.http.ServedRoutes;
import io.waitingroom.page.Cookies;
import io.waitingroom.page.PageRoutes;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.permit.PermitKeys;
import io.waitingroom.process.Program;
import io.waitingroom.process.Shutdown;
import io.waitingroom.process.UnusableFlagException;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.redis.SignOfLife;
import io.waitingroom.routes.CredentialRoutes;
import io.waitingroom.routes.Credentials;
import io.waitingroom.routes.EventRoutes;
import io.waitingroom.routes.InstantEntryCheck;
import io.waitingroom.routes.KeyRoutes;
import io.waitingroom.routes.PriorityRules;
import io.waitingroom.routes.RoomRoutes;
import io.waitingroom.routes.SessionRoutes;
import io.waitingroom.routes.VerifyRoutes;
import io.waitingroom.status.FleetIds;
import io.waitingroom.status.InstantEntry;
import io.waitingroom.status.Joins;
import io.waitingroom.status.OnlineChecks;
import io.waitingroom.status.RoomCache;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import io.waitingroom.stream.EventStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Creates and connects the parts of one API server, and starts and stops them in order. The program and its tests both use this class
 * (their composition root).
 */
final class ApiRuntime implements AutoCloseable {
    final RedisLink redis;
    final SharedSigningKey sharedKey;
    final PermitKeys permitKeys;
    final ApiReadiness readiness;
    final EventStreams streams;
    final HttpServer http;
    private final RoomCache cache;
    private final KeySync keySync;

    ApiRuntime(ApiFlags flags, RedisLink redis, MeterRegistry metrics) {
        this(flags, redis, metrics, EventStreams.MAX_LIFETIME, List.of());
    }

    /**
     * Creates the parts of a server.
     *
     * @param maxStreamLifetime the maximum lifetime of an event stream
     * @param extraRoutes routes of tests, in addition to the regular routes
     */
    ApiRuntime(
            ApiFlags flags,
            RedisLink redis,
            MeterRegistry metrics,
            Duration maxStreamLifetime,
            List<Consumer<RoutesConfig>> extraRoutes) {
        this.redis = redis;
        sharedKey = new SharedSigningKey(redis, RoomKeys.DEFAULT, flags.signingKey());
        permitKeys = flags.permit.keys(redis);
        keySync = new KeySync(sharedKey, permitKeys);
        readiness = new ApiReadiness(redis, sharedKey, permitKeys);
        cache = new RoomCache(redis, RoomKeys.DEFAULT, flags.client.maxPollsPerSecond());

        var permits = flags.permit.permitIssuer(permitKeys, metrics);
        var statusPermits = new StatusPermits(permits);
        var bindings = flags.permit.bindings();
        var redisSessions = new RedisSessions(redis, RoomKeys.DEFAULT);
        var ids = new FleetIds(sharedKey);
        var checks = new OnlineChecks(redisSessions, cache);
        var sessions = new Sessions(redisSessions, ids, cache, checks);
        var joins = new Joins(redisSessions, ids, metrics);
        var credentials = new Credentials(sessions, permits, bindings);
        streams = new EventStreams(
                sessions, cache, statusPermits, flags.client.maxEventStreams(), maxStreamLifetime, metrics);

        var joinLimiter = flags.client.joinLimiter();
        var requestedHost = flags.client.requestedHost();
        var csrfGuard = new CsrfGuard(flags.origins, requestedHost);
        var cors = new CorsFilter(flags.origins, csrfGuard, VerifyRoutes::hasOriginalPath);
        var permitCookie = new PermitCookie(flags.cookies);
        var instantEntry = new InstantEntryCheck(
                new InstantEntry(redisSessions, ids, cache),
                permits,
                bindings,
                joinLimiter,
                new Cookies(flags.cookies),
                metrics);

        var api = new SessionRoutes(sessions, joins, statusPermits, bindings, joinLimiter, permitCookie);
        var events = new EventRoutes(sessions, statusPermits, bindings, streams);
        var credentialCalls = new CredentialRoutes(sessions, credentials, statusPermits, bindings, permitCookie);
        var verify = new VerifyRoutes(
                checks, credentials, flags.verify.pageRedirect(), flags.verify.failOpen(metrics), instantEntry);
        var keys = new KeyRoutes(permits);
        var rooms = new RoomRoutes(sessions, cache);
        var page = new PageRoutes(
                flags.page,
                new ClientRules(requestedHost, csrfGuard, flags.cookies),
                sessions,
                joins,
                statusPermits,
                bindings,
                joinLimiter::delay,
                metrics);
        var routes = new ArrayList<Consumer<RoutesConfig>>(List.of(
                cors::addTo,
                api::addTo,
                events::addTo,
                credentialCalls::addTo,
                verify::addTo,
                keys::addTo,
                rooms::addTo,
                page::addTo));
        routes.addAll(extraRoutes);
        http = HttpServer.prepare(
                flags.client.maxConnections(),
                metrics,
                new ServedRoutes(routes, new PriorityRules(), cors::addRefusalHeaders, PriorityRules.SAMPLES));
    }

    /** Connects to Redis and begins to read the room. Does not open the API port yet. */
    ApiRuntime start() {
        redis.withSign(SignOfLife.of(RoomKeys.DEFAULT, Program.version(), readiness::ownProblems))
                .open();
        keySync.start();
        cache.start();
        streams.start();
        return this;
    }

    /**
     * Opens the API port.
     *
     * @throws UnusableFlagException if the port cannot be opened
     */
    ApiRuntime serve(String host, int port) {
        http.open(host, port);
        readiness.setHttpTrouble(http::trouble);
        return this;
    }

    /** Makes the readiness check fail, completes the running requests, and then stops the other parts of the server. */
    @Override
    public void close() {
        Shutdown.now(readiness::drain, streams, http, keySync, cache, redis);
    }
}
