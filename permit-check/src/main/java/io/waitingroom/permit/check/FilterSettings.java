package io.waitingroom.permit.check;

import jakarta.servlet.FilterConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a {@link PermitFilter} protects a service.
 *
 * @param verifier whose permits are good
 * @param waitingPage where people are sent who have none: a path on the same host, or a URL
 * @param openPaths what needs no permit: paths that end in a slash stand for all below them, others for themselves
 * @param origin of the service as browsers see it, {@code https://tickets.example.com}; empty to believe each request's Host
 * @param fingerprintHeader in which the proxy in front passes on what permits are tied to; empty where they are not
 */
public record FilterSettings(
        VerifierSettings verifier,
        String waitingPage,
        List<String> openPaths,
        Optional<String> origin,
        Optional<String> fingerprintHeader) {

    /** Protects everything. */
    public static FilterSettings of(VerifierSettings verifier, String waitingPage) {
        return new FilterSettings(verifier, waitingPage, List.of(), Optional.empty(), Optional.empty());
    }

    /** The same with paths that need no permit. */
    public FilterSettings open(String... paths) {
        return new FilterSettings(verifier, waitingPage, List.of(paths), origin, fingerprintHeader);
    }

    /** The same of a service that browsers know by this origin. */
    public FilterSettings at(String publicOrigin) {
        return new FilterSettings(verifier, waitingPage, openPaths, Optional.of(publicOrigin), fingerprintHeader);
    }

    /** The same with permits that are tied to what this header says. */
    public FilterSettings boundBy(String header) {
        return new FilterSettings(verifier, waitingPage, openPaths, origin, Optional.of(header));
    }

    /**
     * Reads the filter's init parameters: {@code jwks-url} and {@code waiting-page}, which must be there, {@code room}, {@code issuer},
     * {@code leeway-seconds}, {@code open-paths} (with commas), {@code origin} and {@code fingerprint-header}.
     *
     * @throws IllegalArgumentException if one is missing or cannot be used
     */
    static FilterSettings of(FilterConfig config) {
        var usual = VerifierSettings.of(URI.create(required(config, "jwks-url")));
        var verifier = new VerifierSettings(
                usual.keys(),
                given(config, "room").orElse(usual.room()),
                given(config, "issuer").orElse(usual.issuer()),
                given(config, "leeway-seconds")
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(usual.leeway()));
        return new FilterSettings(
                verifier,
                required(config, "waiting-page"),
                given(config, "open-paths")
                        .map(paths ->
                                Stream.of(paths.split(",")).map(String::strip).toList())
                        .orElse(List.of()),
                given(config, "origin"),
                given(config, "fingerprint-header"));
    }

    private static Optional<String> given(FilterConfig config, String name) {
        return Optional.ofNullable(config.getInitParameter(name)).filter(value -> !value.isBlank());
    }

    private static String required(FilterConfig config, String name) {
        return given(config, name)
                .orElseThrow(() -> new IllegalArgumentException("PermitFilter needs the init parameter " + name));
    }
}
