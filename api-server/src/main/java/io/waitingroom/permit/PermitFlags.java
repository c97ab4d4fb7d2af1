package io.waitingroom.permit;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.DurationConverter;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisPermitKeys;
import io.waitingroom.redis.RoomKeys;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The flags for permits. */
@FromEnvironment
public final class PermitFlags {
    @Option(
            names = "--permit-ttl",
            defaultValue = "2m",
            converter = PermitConverters.Lifetime.class,
            paramLabel = "TIME",
            description = "lifetime of a permit, at least 1s")
    private Duration lifetime;

    @Option(
            names = "--permit-leeway",
            defaultValue = "10s",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "clock skew that is tolerated when this server checks a permit")
    private Duration leeway;

    @Option(
            names = "--permit-issuer",
            defaultValue = "waiting-room",
            converter = PermitConverters.Issuer.class,
            paramLabel = "NAME",
            description = "issuer (claim iss) of permits")
    private String issuer;

    @Option(
            names = "--permit-key",
            converter = PermitConverters.Keys.class,
            paramLabel = "FILE",
            description =
                    "file with the private keys of permits, as a JWK or a JWK set, the first of which "
                            + "signs; in the environment it may be the text itself; default: the first server makes one and shares it through Redis")
    private List<PermitKey> configured;

    @Option(
            names = "--bind-permit",
            defaultValue = "off",
            converter = PermitConverters.Header.class,
            paramLabel = "HEADER",
            description =
                    "header in which the proxy in front sends a fingerprint of the client, to bind permits to it, or off")
    private String bindingHeader;

    /** Creates the store of this server's permit keys. The new store is not synchronised with the fleet yet. */
    public PermitKeys keys(RedisLink redis) {
        // Longer than the lifetime of a permit, because of clock skew, and because servers may be late to use the next
        // key.
        var retention = lifetime.plus(leeway).plusMinutes(1);
        return new PermitKeys(
                new RedisPermitKeys(redis, RoomKeys.DEFAULT, retention), configured == null ? List.of() : configured);
    }

    /** Creates the issuer of permits for the default room. */
    public PermitIssuer permitIssuer(PermitKeys keys, MeterRegistry metrics) {
        return new PermitIssuer(keys, issuer, RoomKeys.DEFAULT.name(), lifetime, leeway, metrics);
    }

    /**
     * Returns a function that determines the binding of a request. Permits that are issued for the request get this binding.
     * Permits in the request are checked against this binding.
     */
    public Function<Context, Binding> bindings() {
        if (bindingHeader.equals(PermitConverters.Header.OFF)) {
            return ctx -> Binding.NONE;
        }
        return ctx -> {
            var fingerprint = ctx.header(bindingHeader);
            return Binding.to(fingerprint == null ? "" : fingerprint);
        };
    }
}
