package io.waitingroom.permit.check;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The settings of a filter that is declared in {@code web.xml}, by the names that {@link PermitFilter} lists. */
record InitParameters(FilterConfig config) {
    /** @throws ServletException if one is missing or cannot be used; it names the parameter */
    PermitFilter.Builder builder() throws ServletException {
        var verifier = needed("jwks-url", text -> PermitVerifier.builder(URI.create(text)));
        given("room", verifier::room);
        given("issuer", verifier::issuer);
        given("leeway-seconds", text -> verifier.leeway(Duration.ofSeconds(Integer.parseInt(text))));
        var page = needed("waiting-page", text -> new WaitingPage(URI.create(text)));
        var filter = PermitFilter.builder(verifier.build(), page.address());
        given("open-paths", text -> filter.open(Stream.of(text.split("[\\s,]+")).toArray(String[]::new)));
        given("fingerprint-header", filter::fingerprintHeader);
        given("public-origin", text -> filter.publicOrigin(URI.create(text)));
        given("trust-forwarded", text -> filter.trustForwarded(flag(text)));
        given("enter-while-there-is-room", text -> filter.enterWhileThereIsRoom(URI.create(text)));
        return filter;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private <T> T needed(String name, Function<String, T> reading) throws ServletException {
        var text = value(name).orElseThrow(() -> new ServletException(name + " is missing"));
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ServletException(name + ": " + e.getMessage(), e);
        }
    }

    private void given(String name, Consumer<String> setting) throws ServletException {
        if (value(name).isPresent()) {
            needed(name, text -> {
                setting.accept(text);
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
