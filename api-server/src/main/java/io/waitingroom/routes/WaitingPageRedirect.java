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
 * Redirects a refused visit to the waiting page. The redirect contains the return address, to which the page later sends the
 * visitor back. The proxy sends the return address in {@code X-Forwarded-Uri} and, if a path is not enough, in
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}. Without these headers, the return address is the part of the check's path
 * after {@link VerifyRoutes#PATH}. The page itself decides whether it may redirect to the return address.
 */
final class WaitingPageRedirect {
    static final String DEFAULT_PAGE = "/waiting-room";
    /**
     * The maximum length of the percent-encoded return address. Servers limit the size of headers. A longer address is
     * shortened to its path.
     */
    private static final int MAX_ESCAPED_LENGTH = 6 * 1024;

    private static final String OTHERWISE = "X-Waiting-Room-Otherwise";
    private static final String REDIRECT = "redirect";

    private final String page;

    /**
     * Creates redirects to a waiting page.
     *
     * @param page the address of the waiting page, which is a path or a URL
     */
    WaitingPageRedirect(String page) {
        this.page = page;
    }

    String page() {
        return page;
    }

    /**
     * Returns whether the check asks for a redirect. The check asks by a parameter, or by a header if the proxy cannot set a
     * parameter.
     */
    boolean isRequested(Context ctx) {
        return REDIRECT.equals(ctx.header(OTHERWISE))
                || ctx.req().getQueryString() != null && REDIRECT.equals(ctx.queryParam("otherwise"));
    }

    /** Returns whether to redirect this request. Only a visit or a form is redirected, because a script cannot use the page. */
    boolean applies(Context ctx) {
        return isRequested(ctx) && (Navigation.isPageLoad(ctx, method(ctx)) || isForm(ctx));
    }

    // A form of another site comes without our cookies, for example when a payment site sends the visitor back.
    // So it is redirected like a visit.
    private static boolean isForm(Context ctx) {
        return Navigation.isFormPost(ctx, method(ctx));
    }

    /** Returns the method of the original request. */
    static String method(Context ctx) {
        return Optional.ofNullable(ctx.header("X-Forwarded-Method"))
                .orElse(ctx.method().name());
    }

    void send(Context ctx) {
        // The content of a form is lost, and the parameter "posted" makes the page say so.
        var parameters = Stream.of(
                        returnAddress(ctx).map(address -> "next=" + address),
                        Optional.of("posted=1").filter(it -> isForm(ctx)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        ctx.status(303)
                .header("Location", page + (parameters.isEmpty() ? "" : "?" + parameters))
                .header("Referrer-Policy", "no-referrer");
    }

    private Optional<String> returnAddress(Context ctx) {
        var path = originalPath(ctx);
        // Browsers take a path that begins with two slashes as an address on another host.
        var prefix = page.startsWith("/") && !path.startsWith("//") ? "" : origin(ctx);
        return path.isEmpty()
                ? Optional.empty()
                : Stream.of(prefix + path, prefix + "/")
                        .flatMap(text -> Address.read(text).stream())
                        .flatMap(Address::longestFirst)
                        .map(address -> URLEncoder.encode(address.text(), StandardCharsets.UTF_8))
                        .filter(escaped -> escaped.length() <= MAX_ESCAPED_LENGTH)
                        .findFirst();
    }

    private static String originalPath(Context ctx) {
        var request = ctx.req();
        var rest = request.getRequestURI().substring(VerifyRoutes.PATH.length());
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return Optional.ofNullable(ctx.header("X-Forwarded-Uri"))
                .map(uri -> uri.startsWith("/") ? Address.encodeHeader(uri) : "/")
                .orElse(rest.isEmpty() ? "" : rest + query);
    }

    private static String origin(Context ctx) {
        var host = Optional.ofNullable(ctx.header("X-Forwarded-Host"))
                .or(() -> Optional.ofNullable(ctx.header("Host")))
                .orElse("");
        return (RequestedHost.overTls(ctx) ? "https" : "http") + "://" + host;
    }
}
