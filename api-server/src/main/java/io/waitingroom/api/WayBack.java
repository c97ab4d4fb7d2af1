package io.waitingroom.api;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends a browser that is refused to the waiting page, which leads it back to what it wanted. Where that is, the proxy says in
 * {@code X-Forwarded-Uri} and, for a page on another host, {@code X-Forwarded-Proto} and {@code -Host}; or it is the rest of
 * the path. Whether the page may lead there is for the page to judge.
 */
final class WayBack {
    static final String DEFAULT_PAGE = "/waiting-room";
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]{0,2000}");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:]+\\](:\\d{1,5})?");
    private static final Set<String> VISITS = Set.of("GET", "HEAD");

    private final String page;

    /** @param page the address of the waiting page, a path or a URL */
    WayBack(String page) {
        this.page = page;
    }

    /** Not for what is no visit: to come back to it by a GET would be something else. */
    boolean isWanted(Context ctx) {
        var asked = ctx.req().getQueryString() != null && "redirect".equals(ctx.queryParam("otherwise"));
        var method = Optional.ofNullable(ctx.header("X-Forwarded-Method"))
                .orElse(ctx.method().name());
        return asked && VISITS.contains(method);
    }

    void answer(Context ctx) {
        var next = path(ctx).flatMap(path -> page.startsWith("/") ? Optional.of(path) : absolute(ctx, path));
        ctx.status(303)
                .header("Location", page + next.map(WayBack::parameter).orElse(""))
                .header("Referrer-Policy", "no-referrer");
    }

    private static String parameter(String next) {
        return "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    private static Optional<String> path(Context ctx) {
        var rest = ctx.path().substring(Math.min(ctx.path().length(), VerifyRoutes.PATH.length()));
        return Optional.ofNullable(ctx.header("X-Forwarded-Uri"))
                .or(() -> Optional.of(rest))
                .filter(path -> PATH.matcher(path).matches());
    }

    private static Optional<String> absolute(Context ctx, String path) {
        var scheme = "https".equals(ctx.header("X-Forwarded-Proto")) ? "https" : "http";
        return Optional.ofNullable(ctx.header("X-Forwarded-Host"))
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> scheme + "://" + host + path);
    }
}
