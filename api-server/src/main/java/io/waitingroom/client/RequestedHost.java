package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Optional;

/** Finds the scheme and the host of the address that a client requested, even if there are proxies in front of this server. */
public final class RequestedHost {
    private final TrustedProxies proxies;

    /**
     * Creates a finder of requested hosts.
     *
     * @param proxies the proxies whose header X-Forwarded-Host is trusted
     */
    public RequestedHost(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * Returns whether the client uses TLS, to this server or to the first proxy in front of this server. Any client can claim in a header
     * that it uses TLS. A client that lies gets a cookie that its own browser will not send.
     */
    public static boolean overTls(Context ctx) {
        return ctx.scheme().equals("https")
                || first(ctx, "X-Forwarded-Proto")
                        .filter("https"::equalsIgnoreCase)
                        .isPresent();
    }

    /** Returns the requested host, with the port if the client named one. Returns an empty text if the request names no host. */
    public String host(Context ctx) {
        return first(ctx, "X-Forwarded-Host")
                .filter(host -> proxies.isPeerTrusted(ctx))
                .or(() -> Optional.ofNullable(ctx.header("Host")))
                .orElse("");
    }

    /** Returns whether the requested host and port are those of the origin, with or without TLS. */
    public boolean isHostOf(Context ctx, String origin) {
        return isHostOf(host(ctx), origin);
    }

    static boolean isHostOf(String host, String origin) {
        return Address.read(origin)
                .flatMap(Address::origin)
                .filter(expected -> Address.read(scheme(expected) + "://" + host)
                        .flatMap(Address::origin)
                        .filter(expected::equals)
                        .isPresent())
                .isPresent();
    }

    private static String scheme(String origin) {
        return origin.substring(0, origin.indexOf(':'));
    }

    // Each proxy of a chain may append a value. The first value is that of the proxy next to the client.
    private static Optional<String> first(Context ctx, String header) {
        return Optional.ofNullable(ctx.header(header)).map(all -> all.split(",", 2)[0].strip());
    }
}
