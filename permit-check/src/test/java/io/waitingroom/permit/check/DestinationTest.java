package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.TestRoom.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the destination that the filter passes to the waiting page. */
class DestinationTest {
    private final TestRoom room = new TestRoom();

    @AfterEach
    void close() {
        room.close();
    }

    private static String next(RawHttp.Response response) {
        assertThat(response.status()).isEqualTo(303);
        var query = URI.create(response.header("Location")).getQuery();
        return query == null ? "" : query.substring("next=".length());
    }

    @Test
    void forwardedHeadersAreTrustedOnlyWhenConfigured() {
        var forwarded = new String[] {"X-Forwarded-Proto: https", "X-Forwarded-Host: tickets.example"};
        assertThat(next(room.origin().get("/seats", forwarded))).isEqualTo("http://localhost/seats");
        assertThat(next(room.origin(PAGE, filter -> filter.trustForwarded(true)).get("/seats", forwarded)))
                .isEqualTo("https://tickets.example/seats");
    }

    @Test
    void publicOriginOverridesTheHostHeader() {
        var origin = room.origin(PAGE, filter -> filter.publicOrigin(URI.create("https://tickets.example")));
        assertThat(next(origin.get("/seats", "Host: evil.example"))).isEqualTo("https://tickets.example/seats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example@tickets.example",
                "tickets.example/evil",
                "tickets.example?x",
                "tickets.example#x",
                "a, evil.example",
                "evil.example\\",
                "tickets.example:1:2",
                "é.example"
            })
    void invalidHostYieldsNoDestination(String host) {
        var origin = room.origin(PAGE, filter -> filter.trustForwarded(true));
        assertThat(next(origin.get("/seats", "X-Forwarded-Host: " + host))).isEmpty();
        assertThat(room.origin().get("/seats", "Host: " + host).header("Location"))
                .isIn("", PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "///evil.example", "/\\evil.example", "//evil.example/%2e%2e"})
    void pathThatLooksLikeAHostBecomesAnAbsoluteUrl(String path) {
        var lax = Origin.laxBehind(
                PermitFilter.builder(PermitVerifier.builder(room.keys.address()).build(), URI.create("/waiting-room")));
        try (lax) {
            assertThat(next(lax.get(path)))
                    .startsWith("http://localhost/")
                    .endsWith("evil.example" + path.replaceFirst(".*example", ""));
        }
    }

    @Test
    void absoluteUrlOfAnotherHostIsNotFollowed() {
        var response = room.origin().get("http://evil.example/seats", "Host: localhost");
        assertThat(response.header("Location"))
                .doesNotContain("localhost%2F%2Fevil")
                .isIn("", PAGE + "?next=http%3A%2F%2Fevil.example%2Fseats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/seats?",
                "/seats?&&a&=b&",
                "/seats?a=1&a=2&a",
                "/seats;v=1;w?x;y",
                "/a%2Fb%2fc",
                "/a|b[c]'d?e|f={g:[\"h\"]}^i`j\\k",
                "/%E2%82%AC?%E9=%FF",
                "/seats?q=100%&r=%zz+1",
                "//host/x",
                "/a//b//"
            })
    void destinationIsTheRequestedAddressByteForByte(String target) {
        var location = room.laxOrigin(filter -> filter).get(target).header("Location");
        assertThat(URLDecoder.decode(location, StandardCharsets.UTF_8))
                .isEqualTo(PAGE + "?next=http://localhost" + target);
    }

    @Test
    void tooLongDestinationIsShortened() {
        var origin = room.origin();
        assertThat(next(origin.get("/seats?x=" + "%".repeat(3000)))).isEqualTo("http://localhost/seats");
        assertThat(next(origin.get("/" + "a".repeat(5000)))).isEqualTo("http://localhost/" + "a".repeat(5000));
        assertThat(next(origin.get("/" + "a".repeat(7000)))).isEqualTo("http://localhost/");
    }
}
