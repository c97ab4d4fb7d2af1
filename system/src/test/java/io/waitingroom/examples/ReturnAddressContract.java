package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requires that a visitor returns to exactly the requested address, byte for byte. {@code -Daddresses.seed=N} tries other addresses. */
abstract class ReturnAddressContract extends PassThroughContract {
    /** The characters besides letters and digits that browsers do not escape in a path and in a query (WHATWG URL Standard, 1.3). */
    private static final String IN_PATHS = "-._~!$&'()*+,;=:@|[]%";

    private static final String IN_QUERIES = IN_PATHS + "/?^`{}\\";
    private static final int ADDRESSES = 60;

    /** Whether the program accepts a path with a percent sign that begins no escape. */
    boolean acceptsBarePercentSigns() {
        return true;
    }

    private void assertReturnsTo(String target) {
        var refused = browser().get(target);
        assertThat(refused.status()).as(target).isEqualTo(303);
        var next = refused.header("location").replaceFirst("^.*[?&]next=", "");
        var continuation = new Browser(room().port)
                .withCookie("waiting-room-session", session())
                .post(
                        "/waiting-room/go",
                        "next=" + next,
                        "Content-Type: application/x-www-form-urlencoded",
                        "Host: localhost:" + port());
        assertThat(continuation.status()).as(target).isEqualTo(303);
        assertThat(withoutPermit(continuation.header("location")).replaceFirst("^http://localhost:" + port(), ""))
                .isEqualTo(target);
    }

    private static String withoutPermit(String location) {
        return location.replaceFirst("[?&]waiting-room-permit=[^&]*$", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/seats",
                "/seats?row=3&seat=4",
                "/seats?a=1+2%2B3&b=%20",
                "/seats?",
                "/seats?&&a&=b&",
                "/seats?a=1&a=2&a",
                "/seats;v=1;w?x;y",
                "/a%2Fb%2fc",
                "/a|b[c]'d?e|f={g:[\"h\"]}^i`j\\k",
                "/caf%C3%A9?ort=k%C3%B6ln",
                "/%E2%82%AC?%E9=%FF",
                "/seats?q=100%&r=%zz",
                "/seats?back=https%3A%2F%2Fa.example%2F..&x=/../y",
                "/seats?waiting-room=1&permit=2",
                "/a//b//",
                "//host/x",
                "//host",
                "///",
                "/...;/..a/.b"
            })
    void returnAddressIsTheRequestedOne(String target) {
        assertReturnsTo(target);
        assertThat(browserWithPermit().get(target).isFromService()).as(target).isTrue();
    }

    @Test
    void randomReturnAddressIsTheRequestedOne() {
        var seed = Long.getLong("addresses.seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < ADDRESSES; i++) {
            var target = address(random);
            try {
                assertReturnsTo(target);
            } catch (AssertionError e) {
                throw new AssertionError("repeat with -Daddresses.seed=" + seed, e);
            }
        }
    }

    private String address(Random random) {
        var steps = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> text(random, acceptsBarePercentSigns() ? IN_PATHS : IN_PATHS.replace("%", "")))
                .filter(step -> !step.matches("(?i)(\\.|%2e){1,2}"))
                .collect(Collectors.joining("/"));
        return "/" + steps + (random.nextInt(3) == 0 ? "" : "?" + text(random, IN_QUERIES));
    }

    private static String text(Random random, String marks) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> switch (random.nextInt(4)) {
                    case 0 -> String.format("%%%02X", random.nextInt(1, 256));
                    case 1 -> Character.toString((char) ('a' + random.nextInt(26)));
                    default -> Character.toString(marks.charAt(random.nextInt(marks.length())));
                })
                .collect(Collectors.joining());
    }

    @Test
    void tooLongAddressIsShortenedToItsPath() {
        assertReturnsTo("/seats?" + "x".repeat(5_900));
        var tooLong = browser().get("/seats?" + "x".repeat(7_000));
        assertThat(URLDecoder.decode(tooLong.header("location"), StandardCharsets.UTF_8))
                .matches(".*\\?next=(http://localhost:\\d+)?/seats");
    }

    @Test
    void rawBytesInTheAddressAreEscaped() {
        var response = browser().get("/caf\u00c3\u00a9?ort=k\u00c3\u00b6ln");
        // No browser sends raw bytes, and some programs refuse them.
        if (response.status() == 400) {
            return;
        }
        var location = response.header("location");
        assertThat(List.of("/caf%C3%A9?ort=k%C3%B6ln", "/café?ort=köln"))
                .contains(URLDecoder.decode(location, StandardCharsets.UTF_8)
                        .replaceFirst("^.*\\?next=(http://localhost:\\d+)?", ""));
    }
}
