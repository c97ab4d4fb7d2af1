package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Optional;

/** Where a client sent its request, as it looks from the client's side. */
public final class RequestedHost {
    private final TrustedProxies proxies;

    /** @param proxies those that are believed when they say which host was asked */
    public RequestedHost(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * Whether the client speaks TLS, to this server or to the first proxy in front. Anybody may claim that: whoever lies gets a
     * cookie that their own browser does not send.
     */
    public static boolean overTls(Context ctx) {
        return ctx.scheme().equals("https")
                || first(ctx, "X-Forwarded-Proto")
                        .filter("https"::equalsIgnoreCase)
                        .isPresent();
    }

    /** The host that was asked, with its port if that was named; empty where none was. */
    public String host(Context ctx) {
        return first(ctx, "X-Forwarded-Host")
                .filter(host -> proxies.sent(ctx))
                .or(() -> Optional.ofNullable(ctx.header("Host")))
                .orElse("");
    }

    /** Whether an origin is the one that was asked, whether or not by TLS. */
    public boolean isHostOf(Context ctx, String origin) {
        return isHostOf(host(ctx), origin);
    }

    static boolean isHostOf(String host, String origin) {
        return Address.read(origin)
                .flatMap(Address::origin)
                .filter(asked -> Address.read(scheme(asked) + "://" + host)
                        .flatMap(Address::origin)
                        .filter(asked::equals)
                        .isPresent())
                .isPresent();
    }

    private static String scheme(String origin) {
        return origin.substring(0, origin.indexOf(':'));
    }

    // Each proxy of a row may add to what the first one said.
    private static Optional<String> first(Context ctx, String header) {
        return Optional.ofNullable(ctx.header(header)).map(all -> all.split(",", 2)[0].strip());
    }
}
