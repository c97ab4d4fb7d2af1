package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AllowedNextTest {
    private static AllowedNext allowing(String flag) {
        return new AllowedNext.Converter().convert(flag);
    }

    private static final String OWN_ORIGIN = "http://room.example:8080";

    private static Destination destination(String flag, String next) {
        return allowing(flag).check(next, OWN_ORIGIN::equals);
    }

    private static String url(String flag, String next) {
        return destination(flag, next).url();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/seats",
                "/seats?row=3&back=https%3A%2F%2Fa.example%2F..",
                "/a//b",
                "/seats#row",
                "/#/event/7",
                "/a@b:c",
                "/a|b[c]'d?e|f={g:[\"h\"]}^i`j\\k",
                "/a%2Fb%2f..%2fc%00%zz%?100%",
                "/%2f/evil.example",
                "/%5cevil.example",
                "/seats;a=b?;&&c=&c",
                "/...",
                "/.a"
            })
    void aPathOfTheOwnHostIsAllowedUnchanged(String next) {
        assertThat(destination("none", next)).isEqualTo(new Destination(next, Optional.empty()));
    }

    // To a regular expression it ends a line, to a browser it does not.
    @Test
    void aLineSeparatorIsEncoded() {
        assertThat(url("none", "/seats?q=a\u2028b")).isEqualTo("/seats?q=a%E2%80%A8b");
    }

    @Test
    void nonAsciiCharactersAreEncoded() {
        assertThat(url("none", "/bühne?ort=köln&a b")).isEqualTo("/b%C3%BChne?ort=k%C3%B6ln&a%20b");
    }

    @ParameterizedTest
    @CsvSource({
        "http://room.example:8080/seats?a#b, /seats?a#b",
        "http://ROOM.example:8080/seats, /seats",
        "http://room.example:8080//host/x?y, http://room.example:8080//host/x?y",
        "http://room.example:8080, http://room.example:8080",
        "http://room.example:8080?a, http://room.example:8080?a"
    })
    void aUrlOfTheOwnHostIsReducedToItsPath(String next, String url) {
        assertThat(destination("none", next)).isEqualTo(new Destination(url, Optional.empty()));
    }

    @Test
    void aPermitInTheQueryIsRemoved() {
        assertThat(url("none", "/seats?a=1&waiting-room-permit=x&b&&")).isEqualTo("/seats?a=1&b&&");
        assertThat(url("none", "/seats?%77aiting-room-permit=x#y")).isEqualTo("/seats#y");
        assertThat(url("none", "/seats?about=waiting-room-permit")).isEqualTo("/seats?about=waiting-room-permit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seats",
                "?a",
                "#a",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "\t//evil.example",
                " /seats",
                "/\n/evil.example",
                "/a\rb",
                "/a\u0000",
                "/..//evil.example",
                "/.//evil.example",
                "/a/../b",
                "/a/.",
                "/%2e%2e/b",
                "/%2E/b",
                "/.%2e/b",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "mailto:a@b",
                "https://evil.example",
                "http://evil.example",
                "http://room.example",
                "http://room.example:8081/",
                "http://room.example:8080@evil.example/",
                "http://room.example:8080.evil.example/",
                "https:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "https://evil.example\\@tickets.example",
                "ftp://tickets.example",
                "about:blank",
                "blob:https://tickets.example/1"
            })
    void anyOtherDestinationIsReplacedByAFrontPage(String next) {
        assertThat(url("none", next)).isEqualTo("/");
        assertThat(url("https://tickets.example", next)).isIn("/", "https://tickets.example/");
    }

    @Test
    void theFrontPageIsOnTheIntendedHost() {
        assertThat(url("https://tickets.example", "/a/../b")).isEqualTo("/");
        assertThat(url("https://tickets.example", "//tickets.example/a")).isEqualTo("https://tickets.example/");
        assertThat(url("https://tickets.example/shop/,https://b.example", "https://evil.example"))
                .isEqualTo("https://tickets.example/shop/");
        assertThat(allowing("none").frontPage().url()).isEqualTo("/");
    }

    @Test
    void aTooLongDestinationIsCutToItsPath() {
        assertThat(url("none", "/seats?" + "a".repeat(6137))).hasSize(6144);
        assertThat(url("none", "/seats?" + "a".repeat(6138))).isEqualTo("/seats");
        assertThat(url("none", "/" + "a".repeat(6144))).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://tickets.example, https://tickets.example",
        "https://tickets.example, https://tickets.example/",
        "https://tickets.example, https://tickets.example/seats?row=3#a",
        "https://tickets.example:443/, https://tickets.example/seats",
        "http://tickets.example:8080, http://tickets.example:8080/seats",
        "https://tickets.example/shop, https://tickets.example/shop",
        "https://tickets.example/shop, https://tickets.example/shop?a=b",
        "https://tickets.example/shop, https://tickets.example/shop/seats",
        "https://tickets.example/shop/, https://tickets.example/shop/seats",
        "https://[2001:db8::7], https://[2001:db8::7]/seats"
    })
    void aListedDestinationIsAllowed(String flag, String next) {
        assertThat(url(flag, next)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://TICKETS.example/Seats", "https://tickets.example:443/Seats"})
    void anOriginIsWrittenAsBrowsersDo(String next) {
        assertThat(url("https://tickets.example", next)).isEqualTo("https://tickets.example/Seats");
    }

    @ParameterizedTest
    @CsvSource({
        "https://tickets.example, http://tickets.example/",
        "http://tickets.example, https://tickets.example/",
        "https://tickets.example, https://tickets.example:8443/",
        "https://tickets.example, https://tickets.example.evil.example/",
        "https://tickets.example, https://eviltickets.example/",
        "https://tickets.example, https://www.tickets.example/",
        "https://tickets.example, https://tickets.example./",
        "https://tickets.example, https://tickets.example@evil.example/",
        "https://tickets.example, https://user@tickets.example/",
        "https://tickets.example, https://evil.example/https://tickets.example/",
        "https://tickets.example, https://evil.example?https://tickets.example/",
        "https://tickets.example, https://evil.example#https://tickets.example/",
        "https://tickets.example, https://evil.example\\@tickets.example/",
        "https://tickets.example, https://evil.example%2f@tickets.example/",
        "https://tickets.example, //tickets.example/",
        "https://tickets.example, https:tickets.example/",
        "https://tickets.example, https://tickets。example/",
        "https://tickets.example/shop, https://tickets.example/",
        "https://tickets.example/shop, https://tickets.example/shop/..;/admin",
        "https://tickets.example/shop, https://tickets.example/shop/..%2fadmin",
        "https://tickets.example/shop, https://tickets.example/shop/%2e%2e%5cadmin",
        "https://tickets.example/shop, https://tickets.example/shopping",
        "https://tickets.example/shop, https://tickets.example/shop/../admin",
        "https://tickets.example/shop, https://tickets.example/shop/%2e%2e/admin",
        "https://tickets.example/shop, https://tickets.example/shop%2f..%2fadmin",
        "https://tickets.example/shop/, https://tickets.example/shop",
        "https://tickets.example/shop, https://tickets.example/SHOP"
    })
    void aSimilarDestinationIsNotAllowed(String flag, String next) {
        assertThat(url(flag, next)).isEqualTo(allowing(flag).frontPage().url());
    }

    @Test
    void severalDestinationsMayBeListed() {
        var flag = "https://a.example, https://b.example/shop/";
        assertThat(url(flag, "https://a.example/x")).isEqualTo("https://a.example/x");
        assertThat(url(flag, "https://b.example/shop/x")).isEqualTo("https://b.example/shop/x");
        assertThat(url(flag, "https://b.example/x")).isEqualTo("https://a.example/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://Tickets.example:443/a, https://tickets.example",
        "http://tickets.example:8080/a, http://tickets.example:8080"
    })
    void theOriginIsReturnedForTheContentPolicy(String next, String origin) {
        assertThat(destination("https://tickets.example,http://tickets.example:8080", next)
                        .origin())
                .contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tickets.example",
                "/seats",
                "https://",
                "ftp://a.example",
                "https://a.example?x",
                "https://a.example#x",
                "https://u@a.example",
                "https://a.example,",
                "https://*.a.example",
                "https://a.example/../b",
                "*"
            })
    void anInvalidFlagIsRefused(String flag) {
        assertThatThrownBy(() -> allowing(flag))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not an origin or a URL");
    }
}
