package io.waitingroom.permit.check;

import io.waitingroom.permit.check.Verdict.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides whether a request is let in. Responds to each request that is not let in. */
final class Gate {
    private static final Logger log = System.getLogger(Gate.class.getName());

    /**
     * A valid permit and its text.
     *
     * @param token the text of the permit
     * @param isNew whether the room issued the permit for this request. If so, the response sets cookies
     */
    record Entry(Permit permit, String token, boolean isNew) {}

    /**
     * The result of checking all permits in a request.
     *
     * @param entry the first valid permit; empty if no permit is valid
     * @param verdict the verdict on the first valid permit. If no permit is valid: {@link Verdict.Unknown} if any verdict is
     *     unknown, else the last verdict
     */
    private record Checked(Optional<Entry> entry, Verdict verdict) {}

    private final FilterSettings settings;
    private final UsedPermits used = new UsedPermits();

    Gate(FilterSettings settings) {
        this.settings = settings;
    }

    /**
     * Decides whether a request is let in. If it is not, sends the response.
     *
     * @return the permit with which the request is let in; empty if the request is not let in
     */
    Optional<Entry> admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var address = RequestedAddress.of(request);
        var inCookies = check(PermitCookie.values(request), request);
        if (request.getMethod().equals("GET") && !address.handedOver().isEmpty()) {
            exchange(address, inCookies, request, response);
            return Optional.empty();
        }
        if (inCookies.entry().isPresent() && Responses.isVisit(request) && address.hasRound()) {
            Responses.redirect(
                    response, address.withoutRound().url(settings.self().origin(request)));
            return Optional.empty();
        }
        var entry = inCookies.entry().or(() -> enterInstantly(inCookies, request, response));
        if (entry.isEmpty()) {
            refuse(inCookies.verdict(), address, request, response);
        }
        return entry;
    }

    // Without keys, a new permit from the room could not be checked either.
    private Optional<Entry> enterInstantly(
            Checked inCookies, HttpServletRequest request, HttpServletResponse response) {
        var mayEnter = Responses.isVisit(request) || InstantEntryClient.hasSession(request);
        if (inCookies.verdict() instanceof Verdict.Unknown || !mayEnter) {
            return Optional.empty();
        }
        var issued = settings.instantEntry()
                .flatMap(room -> room.ask(request, settings.self().isOverTls(request), settings.fingerprintHeader()));
        var entry = issued.flatMap(it -> check(List.of(it.permit()), request).entry())
                .map(it -> new Entry(it.permit(), it.token(), true));
        // With a new session, the permit's cookie waits for the next request. It shows that the browser keeps cookies,
        // and claims the slot.
        entry.ifPresent(it ->
                response.addHeader("Set-Cookie", issued.get().cookie().orElseGet(() -> cookie(it, request))));
        return entry;
    }

    /**
     * Moves a permit from the query into the cookie: sets the cookie, and redirects the browser to the same address without the
     * permit. If the browser already has a valid permit of another session, the cookie is not changed. So a link that contains
     * another visitor's permit cannot replace the browser's own permit.
     */
    private void exchange(
            RequestedAddress address, Checked inCookies, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var handedOver = check(address.handedOver(), request);
        if (handedOver.entry().isPresent()
                && mayReplace(inCookies, handedOver.entry().get())
                && isFirstUse(handedOver.entry().get())) {
            response.addHeader("Set-Cookie", cookie(handedOver.entry().get(), request));
            Responses.redirect(response, address.url(settings.self().origin(request)));
        } else if (inCookies.entry().isPresent()) {
            Responses.redirect(response, address.url(settings.self().origin(request)));
        } else {
            refuse(handedOver.verdict(), address, request, response);
        }
    }

    private static boolean mayReplace(Checked inCookies, Entry handedOver) {
        return inCookies
                .entry()
                .map(entry ->
                        entry.permit().subject().equals(handedOver.permit().subject()))
                .orElse(true);
    }

    private boolean isFirstUse(Entry handedOver) {
        var verifier = settings.verifier();
        return used.use(handedOver.permit(), verifier.end(handedOver.permit()), verifier.now());
    }

    private String cookie(Entry entry, HttpServletRequest request) {
        var left = Duration.between(settings.verifier().now(), entry.permit().expires());
        // Within the leeway no time is left, but a Max-Age of zero would delete the cookie.
        var age = left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
        return PermitCookie.set(entry.token(), age, settings.self().isOverTls(request));
    }

    private Checked check(List<String> tokens, HttpServletRequest request) {
        var fingerprint = settings.fingerprintHeader()
                .map(name -> Optional.ofNullable(request.getHeader(name)).orElse(""));
        Verdict summary = new Verdict.Refused(Reason.MISSING);
        for (var token : tokens) {
            var verdict = settings.verifier().verify(token, fingerprint);
            if (verdict instanceof Verdict.Valid valid) {
                return new Checked(Optional.of(new Entry(valid.permit(), token, false)), verdict);
            }
            summary = summary instanceof Verdict.Unknown ? summary : verdict;
        }
        return new Checked(Optional.empty(), summary);
    }

    private void refuse(
            Verdict verdict, RequestedAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        log.log(Level.DEBUG, "Request refused: {0}", verdict);
        if (verdict instanceof Verdict.Unknown) {
            Responses.unavailable(response);
        } else if (Responses.isVisit(request) || Responses.isForm(request)) {
            // The redirect loses the form's data. The waiting page says so.
            Responses.redirect(
                    response,
                    settings.waitingPage().urlFor(address, settings.self().origin(request), Responses.isForm(request)));
        } else {
            Responses.unauthorized(response, settings.verifier().room(), settings.waitingPage());
        }
    }
}
