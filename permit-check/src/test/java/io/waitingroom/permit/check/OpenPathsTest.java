package io.waitingroom.permit.check;

import static io.waitingroom.permit.check.TestRoom.PAGE;
import static io.waitingroom.permit.check.TestRoom.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that open paths need no permit, and that no other path can be disguised as an open one. */
class OpenPathsTest {
    private final TestRoom room = new TestRoom();
    private final Origin strict = room.origin(PAGE, filter -> filter.open("/css/", "/thanks"));
    private final Origin lax = room.laxOrigin(filter -> filter.open("/css/", "/thanks"));

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/",
                "/css/a.css",
                "/css/a/b.css?x=//../seats",
                "/thanks",
                "/thanks/",
                "/thanks/you",
                "/css/.well-known"
            })
    void openPathNeedsNoPermit(String path) {
        for (var origin : List.of(strict, lax)) {
            assertThat(origin.get(path).status()).isEqualTo(200);
            assertThat(origin.call("POST", path, "Content-Length: 0").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/seats",
                "/css",
                "/CSS/",
                "/Css/a.css",
                "/thanksgiving",
                "/THANKS",
                "//css/a.css",
                "/css//a.css",
                "/css/../seats",
                "/css/./../seats",
                "/css/..",
                "/css/.",
                "/./css/a.css",
                "/css/%2e%2e/seats",
                "/css/%2E%2E/seats",
                "/css/.%2e/seats",
                "/css/%252e%252e/seats",
                "/css/..%2fseats",
                "/css%2f..%2fseats",
                "/css/%2e%2e%2fseats",
                "/css/..\\seats",
                "/css/%5c..%5cseats",
                "/css/..;/seats",
                "/css/..;x=y/seats",
                "/css;x/../seats",
                "/css/a;jsessionid=1",
                "/css/;/../seats",
                "/seats;/css/",
                "/seats/..;/css/a.css",
                "/seats?/css/",
                "/seats#/css/",
                "/seats/%2e%2e/css/a.css",
                "/seats%2f..%2fcss/a.css",
                "/c%73s/a.css",
                "/css/a%00.css",
                "/css/\u00e4",
                "/css/%c0%ae%c0%ae/seats",
                "/thanks;/../seats",
                "/thanks/../seats",
                "/thanks%3b/",
                "/thanks%20",
                "css/a.css",
                "*"
            })
    void otherPathNeedsAPermit(String path) {
        assertThat(strict.get(path).status()).isIn(303, 400);
        assertThat(lax.get(path).status()).isIn(303, 400);
        assertThat(lax.call("POST", path, "Content-Length: 0").status()).isIn(401, 400);
    }

    @Test
    void pathWithThousandsOfSegmentsIsChecked() {
        assertThat(strict.get("/css" + "/a".repeat(3900)).status()).isEqualTo(200);
        assertThat(strict.get("/seats" + "/a".repeat(3900)).status()).isEqualTo(303);
    }

    @Test
    void absoluteUrlIsCheckedByItsPath() {
        assertThat(lax.get("http://localhost/css/a.css").status()).isEqualTo(200);
        assertThat(lax.get("http://localhost/seats").status()).isEqualTo(303);
        assertThat(lax.get("http://localhost/css/../seats").status()).isEqualTo(303);
    }

    @Test
    void permitAllowsAnyPathThatTheContainerAccepts() {
        assertThat(lax.get("/css/..;/seats", cookie(room.signer.permit())).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "css", "//", "/css//", "/../x", "/a b", "/a%20b", "/a;b", "/*", "*.css"})
    void invalidOpenPathIsRejected(String path) {
        assertThatThrownBy(() -> new OpenPaths(List.of(path)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be an open path");
    }
}
