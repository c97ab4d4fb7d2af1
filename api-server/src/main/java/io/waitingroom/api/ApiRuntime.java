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

/** Wires one API server, and starts and ends its parts in their order: the composition root of programs and of tests. */
final class ApiRuntime implements AutoCloseable {
    final RedisLink redis;
    final SharedSigningKey sharedKey;
    final PermitKeys permitKeys;
    final ApiReadiness readiness;
    final EventStreams streams;
    final HttpServer http;
    private final RoomCache cache;
    private final KeyAgreement agreement;

    ApiRuntime(ApiFlags flags, RedisLink redis, MeterRegistry metrics) {
        this(flags, redis, metrics, EventStreams.LIFE, List.of());
    }

    /**
     * @param streamLife how long a stream of events lasts at most
     * @param more routes besides those of every server
     */
    ApiRuntime(
            ApiFlags flags,
            RedisLink redis,
            MeterRegistry metrics,
            Duration streamLife,
            List<Consumer<RoutesConfig>> more) {
        this.redis = redis;
        sharedKey = new SharedSigningKey(redis, RoomKeys.DEFAULT, flags.signingKey());
        permitKeys = flags.permit.keys(redis);
        agreement = new KeyAgreement(sharedKey, permitKeys);
        readiness = new ApiReadiness(redis, sharedKey, permitKeys);
        cache = new RoomCache(redis, RoomKeys.DEFAULT, flags.client.maxPollsPerSecond());

        var permits = flags.permit.permits(permitKeys, metrics);
        var permitting = new StatusPermits(permits);
        var bindings = flags.permit.bindings();
        var redisSessions = new RedisSessions(redis, RoomKeys.DEFAULT);
        var ids = new FleetIds(sharedKey);
        var checks = new OnlineChecks(redisSessions, cache);
        var sessions = new Sessions(redisSessions, ids, cache, checks);
        var joins = new Joins(redisSessions, ids, metrics);
        var credentials = new Credentials(sessions, permits, bindings);
        streams = new EventStreams(sessions, cache, permitting, flags.client.maxEventStreams(), streamLife, metrics);

        var joinLimiter = flags.client.joinLimiter();
        var sentTo = flags.client.sentTo();
        var sentFrom = new CsrfGuard(flags.origins, sentTo);
        var crossOrigin = new CorsFilter(flags.origins, sentFrom, VerifyRoutes::hasOriginalPath);
        var permitCookie = new PermitCookie(flags.cookies);
        var freeEntry = new InstantEntryCheck(
                new InstantEntry(redisSessions, ids, cache),
                permits,
                bindings,
                joinLimiter,
                new Cookies(flags.cookies),
                metrics);

        var api = new SessionRoutes(sessions, joins, permitting, bindings, joinLimiter, permitCookie);
        var events = new EventRoutes(sessions, permitting, bindings, streams);
        var proven = new CredentialRoutes(sessions, credentials, permitting, bindings, permitCookie);
        var verify = new VerifyRoutes(
                checks, credentials, flags.verify.pageRedirect(), flags.verify.failOpen(metrics), freeEntry);
        var keys = new KeyRoutes(permits);
        var rooms = new RoomRoutes(sessions, cache);
        var page = new PageRoutes(
                flags.page,
                new ClientRules(sentTo, sentFrom, flags.cookies),
                sessions,
                joins,
                permitting,
                bindings,
                joinLimiter::delay,
                metrics);
        var routes = new ArrayList<Consumer<RoutesConfig>>(List.of(
                crossOrigin::addTo,
                api::addTo,
                events::addTo,
                proven::addTo,
                verify::addTo,
                keys::addTo,
                rooms::addTo,
                page::addTo));
        routes.addAll(more);
        http = HttpServer.prepare(
                flags.client.maxConnections(),
                metrics,
                new ServedRoutes(routes, new PriorityRules(), crossOrigin::shareRefusal, PriorityRules.SAMPLES));
    }

    /** Connects to Redis and begins to read the room. Serves nothing yet. */
    ApiRuntime start() {
        redis.withSign(SignOfLife.of(RoomKeys.DEFAULT, Program.version(), readiness::ownProblems))
                .open();
        agreement.start();
        cache.start();
        streams.start();
        return this;
    }

    /**
     * Opens the port.
     *
     * @throws UnusableFlagException if the port cannot be had
     */
    ApiRuntime serve(String host, int port) {
        http.open(host, port);
        readiness.serves(http::trouble);
        return this;
    }

    /** Fails readiness, ends the requests that were begun, and then the parts that they needed. */
    @Override
    public void close() {
        Shutdown.now(readiness::drain, streams, http, agreement, cache, redis);
    }
}
