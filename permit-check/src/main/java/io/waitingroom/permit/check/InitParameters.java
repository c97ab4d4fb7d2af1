package io.waitingroom.permit.check;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the init parameters of a filter that is declared in {@code web.xml}. The documentation of {@link PermitFilter} lists
 * the parameters.
 */
record InitParameters(FilterConfig config) {
    /**
     * Returns a builder with the settings from the parameters.
     *
     * @throws ServletException if a parameter is missing or invalid; the message names the parameter
     */
    PermitFilter.Builder builder() throws ServletException {
        var verifier = required("jwks-url", text -> PermitVerifier.builder(URI.create(text)));
        optional("room", verifier::room);
        optional("issuer", verifier::issuer);
        optional("leeway-seconds", text -> verifier.leeway(Duration.ofSeconds(Integer.parseInt(text))));
        var page = required("waiting-page", text -> new WaitingPage(URI.create(text)));
        var filter = PermitFilter.builder(verifier.build(), page.address());
        optional(
                "open-paths",
                text -> filter.open(Stream.of(text.split("[\\s,]+")).toArray(String[]::new)));
        optional("fingerprint-header", filter::fingerprintHeader);
        optional("public-origin", text -> filter.publicOrigin(URI.create(text)));
        optional("trust-forwarded", text -> filter.trustForwarded(flag(text)));
        optional("enter-while-there-is-room", text -> filter.enterWhileThereIsRoom(URI.create(text)));
        return filter;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private <T> T required(String name, Function<String, T> parser) throws ServletException {
        var text = value(name).orElseThrow(() -> new ServletException(name + " is missing"));
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ServletException(name + ": " + e.getMessage(), e);
        }
    }

    private void optional(String name, Consumer<String> setter) throws ServletException {
        if (value(name).isPresent()) {
            required(name, text -> {
                setter.accept(text);
                return text;
            });
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(config.getInitParameter(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
