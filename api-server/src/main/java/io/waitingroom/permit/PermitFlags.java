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

/** What a team sets of permits. */
@FromEnvironment
public final class PermitFlags {
    @Option(
            names = "--permit-ttl",
            defaultValue = "2m",
            converter = PermitConverters.Lifetime.class,
            paramLabel = "TIME",
            description = "how long a permit is good, at least 1s")
    private Duration lifetime;

    @Option(
            names = "--permit-leeway",
            defaultValue = "10s",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "how far clocks may differ when a permit is checked here")
    private Duration leeway;

    @Option(
            names = "--permit-issuer",
            defaultValue = "waiting-room",
            converter = PermitConverters.Issuer.class,
            paramLabel = "NAME",
            description = "who permits say that they are from")
    private String issuer;

    @Option(
            names = "--permit-key",
            converter = PermitConverters.Keys.class,
            paramLabel = "FILE",
            description =
                    "a file with the private keys that permits are signed with, as a JWK or a JWK set, the first of which "
                            + "signs; in the environment it may be the text itself; default: the first server makes one and shares it through Redis")
    private List<PermitKey> configured;

    @Option(
            names = "--bind-permit",
            defaultValue = "off",
            converter = PermitConverters.Header.class,
            paramLabel = "HEADER",
            description =
                    "tie permits to the client whose fingerprint the proxy in front puts into this header, or off")
    private String bindingHeader;

    /** The keys, still to be agreed on with the fleet. */
    public PermitKeys keys(RedisLink redis) {
        // Some more than a permit is good for: for clocks that differ, and for servers that are late with the next key.
        var stay = lifetime.plus(leeway).plusMinutes(1);
        return new PermitKeys(
                new RedisPermitKeys(redis, RoomKeys.DEFAULT, stay), configured == null ? List.of() : configured);
    }

    /** Permits of the one room there is. */
    public PermitIssuer permits(PermitKeys keys, MeterRegistry metrics) {
        return new PermitIssuer(keys, issuer, RoomKeys.DEFAULT.name(), lifetime, leeway, metrics);
    }

    /** Whom to tie a permit to that is given, or shown, with a request. */
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
