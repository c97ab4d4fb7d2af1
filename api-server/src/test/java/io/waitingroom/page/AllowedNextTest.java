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

    private static Optional<String> url(String flag, String next) {
        return allowing(flag).check(next).map(Target::url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/seats", "/seats?row=3&back=https%3A%2F%2Fa.example%2F..", "/a//b", "/seats#row", "/a@b:c"
            })
    void aPathOfThisServerIsAllowedAsItIs(String next) {
        assertThat(allowing("none").check(next)).contains(new Target(next, Optional.empty()));
    }

    @Test
    void whatIsNotAsciiIsEncoded() {
        assertThat(url("none", "/bühne?ort=köln")).contains("/b%C3%BChne?ort=k%C3%B6ln");
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
                "/seats ",
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
                "/%2f/evil.example",
                "/%2F%2Fevil.example",
                "/%5cevil.example",
                "/%5Cevil.example",
                "/a%00",
                "/a%0d%0ab",
                "/a%7f",
                "/a%zz",
                "/a|b",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "mailto:a@b",
                "https://evil.example",
                "http://evil.example",
                "https:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "ftp://tickets.example",
                "about:blank",
                "blob:https://tickets.example/1"
            })
    void anythingElseIsRefused(String next) {
        assertThat(url("none", next)).isEmpty();
        assertThat(url("https://tickets.example", next)).isEmpty();
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(url("none", "/" + "a".repeat(2047))).isPresent();
        assertThat(url("none", "/" + "a".repeat(2048))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://tickets.example, https://tickets.example",
        "https://tickets.example, https://tickets.example/",
        "https://tickets.example, https://tickets.example/seats?row=3#a",
        "https://tickets.example, HTTPS://TICKETS.example/seats",
        "https://tickets.example, https://tickets.example:443/seats",
        "https://tickets.example:443/, https://tickets.example/seats",
        "http://tickets.example:8080, http://tickets.example:8080/seats",
        "https://tickets.example/shop, https://tickets.example/shop",
        "https://tickets.example/shop, https://tickets.example/shop?a=b",
        "https://tickets.example/shop, https://tickets.example/shop/seats",
        "https://tickets.example/shop/, https://tickets.example/shop/seats",
        "https://[2001:db8::7], https://[2001:db8::7]/seats"
    })
    void whatWasNamedIsAllowed(String flag, String next) {
        assertThat(url(flag, next)).contains(next);
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
        "https://tickets.example/shop, https://tickets.example/shopping",
        "https://tickets.example/shop, https://tickets.example/shop/../admin",
        "https://tickets.example/shop, https://tickets.example/shop/%2e%2e/admin",
        "https://tickets.example/shop, https://tickets.example/shop%2f..%2fadmin",
        "https://tickets.example/shop/, https://tickets.example/shop",
        "https://tickets.example/shop, https://tickets.example/SHOP"
    })
    void whatOnlyResemblesItIsNot(String flag, String next) {
        assertThat(url(flag, next)).isEmpty();
    }

    @Test
    void severalMayBeNamed() {
        var flag = "https://a.example, https://b.example/shop/";
        assertThat(url(flag, "https://a.example/x")).isPresent();
        assertThat(url(flag, "https://b.example/shop/x")).isPresent();
        assertThat(url(flag, "https://b.example/x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://Tickets.example:443/a, https://tickets.example",
        "http://tickets.example:8080/a, http://tickets.example:8080"
    })
    void anOriginIsToldForTheBrowsersPolicy(String next, String origin) {
        assertThat(allowing("https://tickets.example,http://tickets.example:8080")
                        .check(next)
                        .flatMap(Target::origin))
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
    void aFlagThatCannotBeMeantIsRefused(String flag) {
        assertThatThrownBy(() -> allowing(flag))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not an origin or a URL");
    }
}
