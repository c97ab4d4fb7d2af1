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
 * Lets a request through if the request's cookie {@code waiting-room-permit} holds a valid permit. Without a valid permit, a
 * page visit or a form is redirected to the waiting page. Any other request gets a 401 whose JSON member {@code waitingPage} is
 * the address of the waiting page. CORS preflights pass without a permit, because the service itself decides what other sites
 * may do. While permits cannot be checked, the response is 503.
 *
 * <p>A waiting page on another host hands a permit over in the query of the URL. The filter moves the permit from the query
 * into the cookie. Each instance of the service accepts a permit from the query only one time.
 *
 * <p>The servlets behind the filter can read the request header {@code Waiting-Room-Subject}, which identifies the session. The
 * filter sets this header, and replaces any value that the client sent.
 *
 * <p>Map the filter to {@code /*}, before every other filter, and for every dispatcher type that the service uses. Otherwise an
 * asynchronous or error dispatch may see the original request, with the header that the client sent.
 *
 * <p>In {@code web.xml}, the init parameters {@code jwks-url} and {@code waiting-page} are required. These parameters are
 * optional: {@code room}, {@code issuer}, {@code leeway-seconds}, {@code open-paths} (separated by commas or spaces),
 * {@code fingerprint-header}, {@code public-origin}, {@code trust-forwarded} and {@code enter-while-there-is-room}. Each optional
 * parameter has the meaning of the builder method with a similar name, in {@link Builder} or {@link PermitVerifier.Builder}.
 */
public final class PermitFilter implements Filter {
    private static final String PERMIT = Permit.class.getName();
    private static final String CREDENTIAL = PERMIT + ".credential";

    private FilterSettings settings;
    private Gate gate;

    /** Creates a filter that is configured by {@code web.xml}. */
    public PermitFilter() {}

    private PermitFilter(FilterSettings settings) {
        use(settings);
    }

    /**
     * Returns a builder of a filter.
     *
     * @param waitingPage the URL of the waiting page, such as {@code https://queue.example.com/waiting-room}. If the page and
     *     this service are at the same host, the path of the page is enough
     * @throws IllegalArgumentException if {@code waitingPage} is neither an http or https URL nor a path
     */
    public static Builder builder(PermitVerifier verifier, URI waitingPage) {
        return new Builder(verifier, waitingPage);
    }

    /**
     * Returns the permit with which this request was let through; empty if the request was let through without a permit, for
     * example to an open path.
     */
    public static Optional<Permit> permit(ServletRequest request) {
        return Optional.ofNullable((Permit) request.getAttribute(PERMIT));
    }

    /**
     * Returns the text of the permit with which this request was let through. The text can be passed to {@link SessionEnd}. It
     * is a secret, because any client that presents it is let in.
     */
    public static Optional<String> credential(ServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(CREDENTIAL));
    }

    private void use(FilterSettings newSettings) {
        settings = newSettings;
        gate = new Gate(newSettings);
    }

    /**
     * Reads the init parameters in {@code web.xml}. Does nothing if a builder has built this filter.
     *
     * @throws ServletException if a parameter is missing or cannot be used
     */
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
        // A further dispatch of a request that was let in already. It may come without our wrapper, but has the
        // attribute.
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
                    entry.get().isNew() ? new PrivateResponse(response) : response);
        }
    }

    // An error dispatch is open: its request already has a response, maybe an error of the container itself.
    private boolean isOpen(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                || settings.openPaths().matches(request);
    }

    private Optional<Gate.Entry> admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var entry = gate.admit(request, response);
        entry.ifPresent(it -> {
            request.setAttribute(PERMIT, it.permit());
            request.setAttribute(CREDENTIAL, it.token());
        });
        return entry;
    }

    /** Builds a {@link PermitFilter}. */
    public static final class Builder {
        private final PermitVerifier verifier;
        private final WaitingPage waitingPage;
        private final List<String> open = new ArrayList<>();
        private Optional<String> fingerprintHeader = Optional.empty();
        private Optional<URI> publicOrigin = Optional.empty();
        private boolean trustForwarded;
        private Optional<InstantEntryClient> instantEntry = Optional.empty();

        private Builder(PermitVerifier verifier, URI waitingPage) {
            this.verifier = Objects.requireNonNull(verifier);
            this.waitingPage = new WaitingPage(waitingPage);
        }

        /**
         * Adds path prefixes for which no permit is needed. {@code /css/} matches all paths below it; {@code /thanks} matches
         * itself and all paths below it. Paths are relative to the application and case-sensitive. If a request writes an open
         * path in another way (with escapes, parameters, doubled slashes or dot segments), it needs a permit.
         *
         * @throws IllegalArgumentException if a prefix matches no path, or matches every path
         */
        public Builder open(String... paths) {
            open.addAll(new OpenPaths(List.of(paths)).prefixes());
            return this;
        }

        /**
         * Sets the name of the request header that contains the client's fingerprint. Call this method if the room binds
         * permits to fingerprints. The proxy in front must set the header, and must remove any value that the client sent. By
         * default, permits are not bound, and bound permits are refused.
         */
        public Builder fingerprintHeader(String name) {
            fingerprintHeader = Optional.of(name);
            return this;
        }

        /**
         * Sets the origin (scheme, host and port) at which browsers reach this service. A waiting page on another host needs
         * this origin for the redirect back. By default, the origin is taken from the request.
         *
         * @throws IllegalArgumentException if the URL is not an origin
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
         * Sets whether the request headers X-Forwarded-Proto and X-Forwarded-Host are trusted. Trust them only if a proxy in
         * front sets both headers and replaces the client's values. By default, the headers are not trusted.
         */
        public Builder trustForwarded(boolean trust) {
            trustForwarded = trust;
            return this;
        }

        /**
         * Turns instant entry on: while the room has free slots and the queue is empty, a visit is let in without the waiting
         * page. Then each visit without a permit costs one call to the room, which takes half a second at most. The service and
         * the waiting page must be at the same host, so that both get the cookie with the session id. By default, instant entry
         * is off, and every first visit is redirected to the waiting page.
         *
         * @param room the base URL of the room's API, such as {@code http://api:8080}
         */
        public Builder enterWhileThereIsRoom(URI room) {
            instantEntry = Optional.of(new InstantEntryClient(room));
            return this;
        }

        FilterSettings settings() {
            return new FilterSettings(
                    verifier,
                    waitingPage,
                    new OpenPaths(open),
                    fingerprintHeader,
                    new PublicOrigin(publicOrigin, trustForwarded),
                    instantEntry);
        }

        public PermitFilter build() {
            return new PermitFilter(settings());
        }
    }
}
