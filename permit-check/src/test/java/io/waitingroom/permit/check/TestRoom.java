package io.waitingroom.permit.check;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** A test room: its clock, its signer, its key host, and services behind the filter. */
final class TestRoom implements AutoCloseable {
    static final String PAGE = "https://queue.example/waiting-room";

    final TestTime time = new TestTime();
    final Signer signer = new Signer(time);
    final KeyHost keys = new KeyHost(signer.key.toPublicJWK());
    private final Deque<Origin> origins = new ArrayDeque<>();

    /** A service whose waiting page is on another host. */
    Origin origin() {
        return origin(PAGE, filter -> filter);
    }

    Origin origin(String page, UnaryOperator<PermitFilter.Builder> settings) {
        origins.push(Origin.behind(settings.apply(filter(page))));
        return origins.peek();
    }

    Origin laxOrigin(UnaryOperator<PermitFilter.Builder> settings) {
        origins.push(Origin.laxBehind(settings.apply(filter(PAGE))));
        return origins.peek();
    }

    private PermitFilter.Builder filter(String page) {
        var verifier = PermitVerifier.builder(keys.address())
                .clock(time)
                .nanoTime(time::nanoTime)
                .build();
        return PermitFilter.builder(verifier, URI.create(page));
    }

    static String cookie(String token) {
        return "Cookie: waiting-room-permit=" + token;
    }

    @Override
    public void close() {
        origins.forEach(Origin::close);
        keys.close();
    }
}
