package io.waitingroom.permit.check;

import io.waitingroom.permit.check.Verdict.Reason;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets in whoever shows a permit: in the cookie, as a bearer token, or handed over by the waiting page in the address, which is
 * exchanged for the cookie, once. The service finds the session's name in the header {@link #SUBJECT}, whatever the client sent, and
 * the permit in the attribute {@link #PERMIT}. Map it to everything, before all other filters.
 */
public final class PermitFilter implements Filter {
    /** The request header that names the session. */
    public static final String SUBJECT = "Waiting-Room-Subject";
    /** The request attribute that holds the {@link Permit}. */
    public static final String PERMIT = Permit.class.getName();
    /** The cookie that holds the permit, and the parameter in which it is handed over. */
    public static final String COOKIE = "waiting-room-permit";

    private static final String BEARER = "bearer ";

    private final UsedPermits used = new UsedPermits();
    private FilterSettings settings;
    private PermitVerifier verifier;
    private OpenPaths open;
    private Refusal refusal;

    /** For a container that makes filters itself, and gives them init parameters; see {@link FilterSettings}. */
    public PermitFilter() {}

    /** One with settings that do not come from init parameters. */
    public PermitFilter(FilterSettings settings) {
        set(settings);
    }

    @Override
    public void init(FilterConfig config) {
        if (settings == null) {
            set(FilterSettings.of(config));
        }
    }

    private void set(FilterSettings given) {
        settings = given;
        verifier = PermitVerifier.of(given.verifier());
        open = new OpenPaths(given.openPaths());
        refusal = new Refusal(given.waitingPage(), given.origin());
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) any;
        var response = (HttpServletResponse) answer;
        var address = Address.of(request);
        if (!address.handedOver().isEmpty()) {
            exchange(request, response, address);
        } else if (open.cover(request)) {
            chain.doFilter(new NamedRequest(request, Optional.empty()), response);
        } else {
            admit(request, response, address, chain);
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, Address address, FilterChain chain)
            throws IOException, ServletException {
        var verdict = shown(request);
        if (verdict instanceof Verdict.Valid valid) {
            request.setAttribute(PERMIT, valid.permit());
            chain.doFilter(new NamedRequest(request, Optional.of(valid.permit().subject())), response);
        } else {
            refuse(request, response, address, verdict);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Address address, Verdict verdict)
            throws IOException {
        if (verdict instanceof Verdict.Unknown) {
            refusal.answerUnknown(response);
        } else {
            refusal.answer(request, response, address);
        }
    }

    // One that was used before is as good as none, unless the browser has its cookie already: it may have been
    // reloaded.
    private void exchange(HttpServletRequest request, HttpServletResponse response, Address address)
            throws IOException {
        var verdict = address.handedOver().size() == 1 && request.getMethod().equals("GET")
                ? verify(request, address.handedOver().get(0))
                : new Verdict.Refused(Reason.MALFORMED);
        if (verdict instanceof Verdict.Valid valid && used.use(valid.permit())) {
            keep(request, response, valid.permit());
            lead(response, address.local());
        } else if (shown(request) instanceof Verdict.Valid) {
            lead(response, address.local());
        } else {
            refuse(request, response, address, verdict);
        }
    }

    private static void lead(HttpServletResponse response, String where) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", where);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private void keep(HttpServletRequest request, HttpServletResponse response, Permit permit) {
        var cookie = new Cookie(COOKIE, permit.text());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || settings.origin().orElse("").startsWith("https:"));
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge((int)
                Math.max(0, Duration.between(Instant.now(), permit.expires()).toSeconds()));
        response.addCookie(cookie);
    }

    // A browser may hold several cookies of the name; a bearer token may be the service's own.
    private Verdict shown(HttpServletRequest request) {
        Verdict best = new Verdict.Refused(Reason.MISSING);
        for (var text : (Iterable<String>) texts(request)::iterator) {
            var verdict = verify(request, text);
            if (verdict instanceof Verdict.Valid) {
                return verdict;
            }
            best = best instanceof Verdict.Unknown ? best : verdict;
        }
        return best;
    }

    private static Stream<String> texts(HttpServletRequest request) {
        var cookies = Optional.ofNullable(request.getCookies()).map(Stream::of).orElse(Stream.empty());
        var authorization =
                Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        var bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Stream.of(authorization.substring(BEARER.length()).strip())
                : Stream.<String>empty();
        return Stream.concat(
                cookies.filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue), bearer);
    }

    private Verdict verify(HttpServletRequest request, String text) {
        var binding = settings.fingerprintHeader()
                .map(header -> Optional.ofNullable(request.getHeader(header)).orElse(""))
                .map(Fingerprint::binding);
        return verifier.verify(text, binding);
    }
}
