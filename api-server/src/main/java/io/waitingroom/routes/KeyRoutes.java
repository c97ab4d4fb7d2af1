package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.permit.PermitIssuer;
import io.waitingroom.redis.RedisUnavailableException;
import java.io.IOException;

/** The public keys of permits, for whoever checks permits without asking us (JWK set, RFC 7517, section 5). */
public final class KeyRoutes {
    private static final String PATH = "/api/waiting-room/jwks.json";
    /** Shorter than a new key is published before it signs. */
    private static final String CACHEABLE = "public, max-age=60";

    private final PermitIssuer permits;

    public KeyRoutes(PermitIssuer permits) {
        this.permits = permits;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::show);
        routes.head(PATH, this::show);
    }

    private void show(Context ctx) throws IOException {
        var keys = permits.publicKeys().orElseThrow(() -> new RedisUnavailableException("no keys of permits yet"));
        ctx.header("Cache-Control", CACHEABLE).contentType("application/jwk-set+json");
        ctx.outputStream().write(keys);
    }
}
