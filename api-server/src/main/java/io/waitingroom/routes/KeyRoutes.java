package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.permit.PermitIssuer;
import io.waitingroom.redis.RedisUnavailableException;
import java.io.IOException;

/** Serves the public keys of permits to services that verify permits offline (JWK set, RFC 7517, section 5). */
public final class KeyRoutes {
    private static final String PATH = "/api/waiting-room/jwks.json";
    /**
     * The header that allows clients to cache the keys for a minute. A new key is published first and begins to sign later. The
     * time in between is longer than a minute.
     */
    private static final String CACHE_CONTROL = "public, max-age=60";

    private final PermitIssuer permits;

    public KeyRoutes(PermitIssuer permits) {
        this.permits = permits;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::sendKeys);
        routes.head(PATH, this::sendKeys);
    }

    private void sendKeys(Context ctx) throws IOException {
        var keys = permits.publicKeys().orElseThrow(() -> new RedisUnavailableException("no permit keys yet"));
        ctx.header("Cache-Control", CACHE_CONTROL).contentType("application/jwk-set+json");
        ctx.outputStream().write(keys);
    }
}
