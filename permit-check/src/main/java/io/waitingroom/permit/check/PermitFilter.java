package io.waitingroom.permit.check;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets through who has a valid permit in the cookie {@code waiting-room-permit}, and sends everybody else to the waiting
 * page (a visit) or away (401, with the page's address: {@code waitingPage}). What other sites may do, the service says: preflights
 * (CORS) pass. Where permits cannot be checked at the moment, the answer is 503.
 *
 * <p>A permit that the waiting page of another host hands over in the query is put into the cookie, once for each
 * instance of the service. The servlets behind read the header {@code Waiting-Room-Subject}, which names the session:
 * it is the filter's own, whatever a client sends. To be mapped to {@code /*}, before every other filter, and for every
 * kind of dispatch that the service uses: one that is asynchronous, or to an error page, may show the request as it came.
 *
 * <p>In {@code web.xml} it is set up by the parameters {@code jwks-url} and {@code waiting-page}, and if need be
 * {@code room}, {@code issuer}, {@code leeway-seconds}, {@code open-paths} (with commas or spaces),
 * {@code fingerprint-header}, {@code public-origin}, {@code trust-forwarded} and {@code enter-while-there-is-room}. Each means what the builders' method of
 * its name means.
 */
public final class PermitFilter implements Filter {
    private static final String PERMIT = Permit.class.getName();
    private static final String CREDENTIAL = PERMIT + ".credential";

    private FilterSettings settings;
    private Gate gate;

    /** For {@code web.xml}. */
    public PermitFilter() {}

    private PermitFilter(FilterSettings settings) {
        use(settings);
    }

    /**
     * @param waitingPage where people wait, as {@code https://queue.example.com/waiting-room}, or a path where this
     *     service is behind the same host
     * @throws IllegalArgumentException if it is neither
     */
    public static Builder builder(PermitVerifier verifier, URI waitingPage) {
        return new Builder(verifier, waitingPage);
    }

    /** The permit that this request was let through with; empty for open paths. */
    public static Optional<Permit> permit(ServletRequest request) {
        return Optional.ofNullable((Permit) request.getAttribute(PERMIT));
    }

    /** That permit as its holder presented it, to be passed to {@link SessionEnd}. Whoever has it is let in: a secret. */
    public static Optional<String> credential(ServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(CREDENTIAL));
    }

    private void use(FilterSettings given) {
        settings = given;
        gate = new Gate(given);
    }

    /** @throws ServletException if a parameter is missing or cannot be used */
    @Override
    public void init(FilterConfig config) throws ServletException {
        if (settings == null) {
            use(new InitParameters(config).builder().settings());
        }
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) anyRequest;
        var response = (HttpServletResponse) anyResponse;
        // Dispatches of what was let in already: they may come without what we wrapped it in.
        var admitted = permit(request);
        if (admitted.isEmpty() && Responses.isPreflight(request)) {
            chain.doFilter(new PermittedRequest(new PreflightRequest(request), Optional.empty()), response);
            return;
        }
        if (admitted.isEmpty() && isOpen(request)) {
            chain.doFilter(new PermittedRequest(request, Optional.empty()), response);
            return;
        }
        if (admitted.isPresent()) {
            chain.doFilter(new PermittedRequest(request, admitted.map(Permit::subject)), response);
            return;
        }
        var entry = admit(request, response);
        if (entry.isPresent()) {
            chain.doFilter(
                    new PermittedRequest(request, entry.map(it -> it.permit().subject())),
                    entry.get().isFirst() ? new PrivateResponse(response) : response);
        }
    }

    // An error page tells of a request that was answered, be it with a refusal of the container's own.
    private boolean isOpen(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                || settings.openPaths().cover(request);
    }

    private Optional<Gate.Entry> admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var entry = gate.admit(request, response);
        entry.ifPresent(it -> {
            request.setAttribute(PERMIT, it.permit());
            request.setAttribute(CREDENTIAL, it.token());
        });
        return entry;
    }

    /** How a filter is set up. */
    public static final class Builder {
        private final PermitVerifier verifier;
        private final WaitingPage waitingPage;
        private final List<String> open = new ArrayList<>();
        private Optional<String> fingerprintHeader = Optional.empty();
        private Optional<URI> publicOrigin = Optional.empty();
        private boolean trustForwarded;
        private Optional<InstantEntryClient> firstVisit = Optional.empty();

        private Builder(PermitVerifier verifier, URI waitingPage) {
            this.verifier = Objects.requireNonNull(verifier);
            this.waitingPage = new WaitingPage(waitingPage);
        }

        /**
         * Paths that everybody may ask for, by what they begin with: {@code /css/} is everything beneath, {@code /thanks}
         * itself and everything beneath. Within the application, case counts, and a request that writes one in another
         * way (with escapes, parameters, doubled slashes or dots) needs a permit.
         *
         * @throws IllegalArgumentException for one that nothing would match, and for one that would open everything
         */
        public Builder open(String... paths) {
            open.addAll(new OpenPaths(List.of(paths)).prefixes());
            return this;
        }

        /**
         * The request header with the client's fingerprint, for a room that binds permits to it. The proxy in front must
         * set it, and take out what a client sent. By default, permits are not bound, and one that is gets refused.
         */
        public Builder fingerprintHeader(String name) {
            fingerprintHeader = Optional.of(name);
            return this;
        }

        /**
         * Scheme, host and port of this service as browsers see them, for the way back from a waiting page on another
         * host. By default it is what the request names.
         *
         * @throws IllegalArgumentException if it is none
         */
        public Builder publicOrigin(URI origin) {
            if (PublicOrigin.origin(origin).isEmpty() || !origin.getRawPath().isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + origin + "' is not an origin like https://tickets.example.com");
            }
            publicOrigin = Optional.of(origin);
            return this;
        }

        /**
         * Whether X-Forwarded-Proto and X-Forwarded-Host are believed: only where a proxy in front sets both, whatever a
         * client sent. By default they are not.
         */
        public Builder trustForwarded(boolean trust) {
            trustForwarded = trust;
            return this;
        }

        /**
         * Where the room's API is, as {@code http://api:8080}, to let visits in at once while nobody has to wait: a visit that has
         * nothing to show then costs one call, of half a second at most. For a service at the same host as the waiting page, since
         * the browser keeps the session for both. By default every first visit is led round by the page.
         */
        public Builder enterWhileThereIsRoom(URI room) {
            firstVisit = Optional.of(new InstantEntryClient(room));
            return this;
        }

        FilterSettings settings() {
            return new FilterSettings(
                    verifier,
                    waitingPage,
                    new OpenPaths(open),
                    fingerprintHeader,
                    new PublicOrigin(publicOrigin, trustForwarded),
                    firstVisit);
        }

        public PermitFilter build() {
            return new PermitFilter(settings());
        }
    }
}
