package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.client.Address;
import io.waitingroom.client.Navigation;
import io.waitingroom.client.RequestedHost;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a visit that is refused to the waiting page, which leads it back to what it wanted. Where that is, the proxy says in
 * {@code X-Forwarded-Uri} and, where a path is not enough, {@code X-Forwarded-Proto} and {@code -Host}; or it is the rest of
 * the path. Whether the page may lead there is for the page to judge.
 */
final class WaitingPageRedirect {
    static final String DEFAULT_PAGE = "/waiting-room";
    /** Heads are bounded everywhere. What is longer leads to its path. */
    private static final int LONGEST_ESCAPED = 6 * 1024;

    private static final String OTHERWISE = "X-Waiting-Room-Otherwise";
    private static final String REDIRECT = "redirect";

    private final String page;

    /** @param page the address of the waiting page, a path or a URL */
    WaitingPageRedirect(String page) {
        this.page = page;
    }

    String page() {
        return page;
    }

    /** Whether those who are refused are to be sent to wait: by a parameter, or a header where a proxy cannot set that. */
    boolean isAskedFor(Context ctx) {
        return REDIRECT.equals(ctx.header(OTHERWISE))
                || ctx.req().getQueryString() != null && REDIRECT.equals(ctx.queryParam("otherwise"));
    }

    /** Not what is no visit: a script cannot read a page. */
    boolean leads(Context ctx) {
        return isAskedFor(ctx) && (Navigation.isPageLoad(ctx, method(ctx)) || isForm(ctx));
    }

    // Our cookies do not come with the form of another site, such as one for payments that sends somebody back.
    private static boolean isForm(Context ctx) {
        return Navigation.isFormPost(ctx, method(ctx));
    }

    /** The method by which a client asked for what is checked. */
    static String method(Context ctx) {
        return Optional.ofNullable(ctx.header("X-Forwarded-Method"))
                .orElse(ctx.method().name());
    }

    void answer(Context ctx) {
        // What the form held is gone, and the page says so.
        var parameters = Stream.of(
                        next(ctx).map(next -> "next=" + next),
                        Optional.of("posted=1").filter(it -> isForm(ctx)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        ctx.status(303)
                .header("Location", page + (parameters.isEmpty() ? "" : "?" + parameters))
                .header("Referrer-Policy", "no-referrer");
    }

    private Optional<String> next(Context ctx) {
        var wanted = wanted(ctx);
        // Browsers take what begins with two slashes for another host's.
        var prefix = page.startsWith("/") && !wanted.startsWith("//") ? "" : origin(ctx);
        return wanted.isEmpty()
                ? Optional.empty()
                : Stream.of(prefix + wanted, prefix + "/")
                        .flatMap(text -> Address.read(text).stream())
                        .flatMap(Address::longestFirst)
                        .map(address -> URLEncoder.encode(address.text(), StandardCharsets.UTF_8))
                        .filter(escaped -> escaped.length() <= LONGEST_ESCAPED)
                        .findFirst();
    }

    private static String wanted(Context ctx) {
        var request = ctx.req();
        var rest = request.getRequestURI().substring(VerifyRoutes.PATH.length());
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return Optional.ofNullable(ctx.header("X-Forwarded-Uri"))
                .map(told -> told.startsWith("/") ? Address.encodeHeader(told) : "/")
                .orElse(rest.isEmpty() ? "" : rest + query);
    }

    private static String origin(Context ctx) {
        var host = Optional.ofNullable(ctx.header("X-Forwarded-Host"))
                .or(() -> Optional.ofNullable(ctx.header("Host")))
                .orElse("");
        return (RequestedHost.overTls(ctx) ? "https" : "http") + "://" + host;
    }
}
