package io.waitingroom.permit.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** As much of a waiting room as a protected service sees: it publishes keys, and gives permits, genuine ones and others. */
final class Room implements AutoCloseable {
    static final String SUBJECT = "3q2-7wAAAAHiQMr-ur4";

    final ECKey key = newKey();
    final List<String> left = new CopyOnWriteArrayList<>();
    private final List<ECKey> published = new CopyOnWriteArrayList<>(List.of(key));
    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;

    Room() {
        this(0);
    }

    Room(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/waiting-room/jwks.json", this::showKeys);
        server.createContext("/api/waiting-room/sessions:leave", this::leave);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private void showKeys(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        var keys = new JWKSet(List.copyOf(published)).toPublicJWKSet().toString();
        answer(exchange, 200, keys);
    }

    private void leave(HttpExchange exchange) throws IOException {
        left.add(
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, 204, "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(ECKey another) {
        published.add(another);
    }

    int fetches() {
        return fetches.get();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    URI keys() {
        return base().resolve("/api/waiting-room/jwks.json");
    }

    String permit() {
        return permit(claims -> claims);
    }

    String permit(UnaryOperator<JWTClaimsSet.Builder> change) {
        return permitBy(key, change);
    }

    String permitBy(ECKey signing, UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(
                header().keyID(signing.getKeyID()).build(),
                change.apply(claims()).build(),
                signer(signing));
    }

    JWSHeader.Builder header() {
        return header(JWSAlgorithm.ES256);
    }

    JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("waiting-room-permit+jwt"))
                .keyID(key.getKeyID());
    }

    static JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("waiting-room")
                .audience("default")
                .subject(SUBJECT)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
