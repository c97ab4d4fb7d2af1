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

/** Decides who is let through, and answers everybody else. */
final class Gate {
    private static final Logger log = System.getLogger(Gate.class.getName());

    /**
     * A permit and the text of it.
     *
     * @param isFirst whether it was given for this request, whose answer sets its cookies
     */
    record Entry(Permit permit, String token, boolean isFirst) {}

    /**
     * What became of all that was presented.
     *
     * @param entry the first that is valid
     * @param verdict of that; else unknown if any is, else of the last
     */
    private record Judged(Optional<Entry> entry, Verdict verdict) {}

    private final FilterSettings settings;
    private final UsedPermits used = new UsedPermits();

    Gate(FilterSettings settings) {
        this.settings = settings;
    }

    /** @return empty if the request was answered */
    Optional<Entry> admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var wanted = RequestedAddress.of(request);
        var kept = judge(PermitCookie.values(request), request);
        if (request.getMethod().equals("GET") && !wanted.handedOver().isEmpty()) {
            exchange(wanted, kept, request, response);
            return Optional.empty();
        }
        if (kept.entry().isPresent() && Responses.isVisit(request) && wanted.isInRound()) {
            Responses.goTo(response, wanted.outOfRound().at(settings.self().origin(request)));
            return Optional.empty();
        }
        var entry = kept.entry().or(() -> enter(kept, request, response));
        if (entry.isEmpty()) {
            refuse(kept.verdict(), wanted, request, response);
        }
        return entry;
    }

    // Where keys cannot be had, what the room gives could not be checked either.
    private Optional<Entry> enter(Judged kept, HttpServletRequest request, HttpServletResponse response) {
        if (kept.verdict() instanceof Verdict.Unknown || !Responses.isVisit(request)) {
            return Optional.empty();
        }
        var given = settings.firstVisit()
                .flatMap(room -> room.ask(request, settings.self().isOverTls(request), settings.fingerprintHeader()));
        var entry = given.flatMap(it -> judge(List.of(it.permit()), request).entry())
                .map(it -> new Entry(it.permit(), it.token(), true));
        entry.ifPresent(it -> {
            given.get().cookie().ifPresent(session -> response.addHeader("Set-Cookie", session));
            response.addHeader("Set-Cookie", cookie(it, request));
        });
        return entry;
    }

    /**
     * To the same address without the permit, which is in the cookie from then on. A browser that is in already goes on as
     * who it is: a link with somebody else's permit does not change that.
     */
    private void exchange(
            RequestedAddress wanted, Judged kept, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var handed = judge(wanted.handedOver(), request);
        if (handed.entry().isPresent()
                && mayReplace(kept, handed.entry().get())
                && isFirstUse(handed.entry().get())) {
            response.addHeader("Set-Cookie", cookie(handed.entry().get(), request));
            Responses.goTo(response, wanted.at(settings.self().origin(request)));
        } else if (kept.entry().isPresent()) {
            Responses.goTo(response, wanted.at(settings.self().origin(request)));
        } else {
            refuse(handed.verdict(), wanted, request, response);
        }
    }

    private static boolean mayReplace(Judged kept, Entry handed) {
        return kept.entry()
                .map(entry -> entry.permit().subject().equals(handed.permit().subject()))
                .orElse(true);
    }

    private boolean isFirstUse(Entry handed) {
        var verifier = settings.verifier();
        return used.use(handed.permit(), verifier.end(handed.permit()), verifier.now());
    }

    private String cookie(Entry entry, HttpServletRequest request) {
        var left = Duration.between(settings.verifier().now(), entry.permit().expires());
        // Within the leeway there is nothing left, and an age of zero would delete it.
        var age = left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
        return PermitCookie.set(entry.token(), age, settings.self().isOverTls(request));
    }

    private Judged judge(List<String> tokens, HttpServletRequest request) {
        var fingerprint = settings.fingerprintHeader()
                .map(name -> Optional.ofNullable(request.getHeader(name)).orElse(""));
        Verdict summary = new Verdict.Refused(Reason.MISSING);
        for (var token : tokens) {
            var verdict = settings.verifier().verify(token, fingerprint);
            if (verdict instanceof Verdict.Valid valid) {
                return new Judged(Optional.of(new Entry(valid.permit(), token, false)), verdict);
            }
            summary = summary instanceof Verdict.Unknown ? summary : verdict;
        }
        return new Judged(Optional.empty(), summary);
    }

    private void refuse(
            Verdict verdict, RequestedAddress wanted, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        log.log(Level.DEBUG, "Not let in: {0}", verdict);
        if (verdict instanceof Verdict.Unknown) {
            Responses.unavailable(response);
        } else if (Responses.isVisit(request) || Responses.isForm(request)) {
            // What a form held is gone, and the page says so.
            Responses.goTo(
                    response,
                    settings.waitingPage()
                            .leadingTo(wanted, settings.self().origin(request), Responses.isForm(request)));
        } else {
            Responses.unauthorized(response, settings.verifier().room(), settings.waitingPage());
        }
    }
}
