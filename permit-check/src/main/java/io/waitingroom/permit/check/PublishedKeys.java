package io.waitingroom.permit.check;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;

/** The keys of a waiting room, fetched and kept. */
final class PublishedKeys {
    private static final int CONNECT_MILLIS = 1000;
    private static final int READ_MILLIS = 1000;
    private static final int MOST_BYTES = 64 * 1024;
    /** A new key is published two minutes before it signs. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration WAITED_FOR = Duration.ofSeconds(2);
    /** However many permits of unknown keys are shown. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
    /** While the waiting room is away. */
    private static final Duration KEPT_AT_MOST = Duration.ofDays(1);

    private PublishedKeys() {}

    static JWKSource<SecurityContext> at(URI address) {
        try {
            var fetch = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
            return JWKSourceBuilder.create(address.toURL(), fetch)
                    .cache(KEPT.toMillis(), WAITED_FOR.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(BETWEEN_FETCHES.toMillis())
                    .outageTolerant(KEPT_AT_MOST.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(address + " is not a URL that can be fetched", e);
        }
    }
}
