package io.waitingroom.seatmap;

import static io.waitingroom.seatmap.Sale.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the requirements that hold for every page. */
class PagesTest {
    private final Sale sale = new Sale();
    private final Sale.Visitor ada = sale.visitor("Ada");

    @AfterEach
    void close() {
        sale.close();
    }

    private static List<String> all(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/seats", "/seats/confirm?seat=A1", "/seats/confirm", "/tickets", "/thanks", "/nowhere"})
    void pageAllowsOnlyItsOwnFilesAndTheRoom(String path) {
        ada.post("/seats/book", "A1");
        var page = ada.get(path);
        var room = sale.room.base();
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self' " + room + "; connect-src 'self' " + room
                        + "; style-src 'self'; img-src 'self'; form-action 'self' " + room
                        + "; base-uri 'none'; frame-ancestors 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(page, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(page, "Permissions-Policy")).contains("camera=()");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(page, "Server")).isEmpty();
        assertThat(page.body()).startsWith("<!doctype html>").contains("<html lang=\"en\">", "</html>");
        assertThat(all("<h1>", page.body())).hasSize(1);
        assertThat(all("<title>[^<]+</title>", page.body())).hasSize(1);
        assertThat(all(" style=| on[a-z]+=|<style|<script>|javascript:", page.body()))
                .isEmpty();
        assertThat(all("(?:src|href|action)=\"(?!/)[^\"]*\"", page.body()))
                .isSubsetOf("src=\"" + room + "/waiting-room/keep.js\"");
        assertThat(page.body()).doesNotContain("{{", ada.permit);
    }

    @Test
    void pagesKeepTheSessionAlive() {
        var keep = "<script src=\"" + sale.room.base() + "/waiting-room/keep.js\" defer></script>";
        ada.post("/seats/book", "A1");
        for (var path : List.of("/seats", "/seats/confirm?seat=A1", "/tickets")) {
            assertThat(ada.get(path).body()).as(path).contains(keep);
        }
        assertThat(sale.visitorWithoutPermit().get("/thanks").body()).doesNotContain("<script");
    }

    @Test
    void everySeatIsALabelledCheckboxWithItsOwnPosition() {
        ada.post("/seats/book", "A1");
        var page = ada.get("/seats").body();
        var styles = sale.visitorWithoutPermit().get("/files/hall.css").body();
        assertThat(all("<label [^>]*><input type=\"checkbox\" name=\"seat\"", page))
                .hasSize(102);
        assertThat(all("<legend[^>]*>Row [A-H]</legend>", page)).hasSize(8);
        for (var seat : Hall.all()) {
            assertThat(page).contains(" id=\"seat-" + seat.id() + "\"", ">" + seat.title() + ", ");
            assertThat(styles).contains("#seat-" + seat.id() + "{left:");
        }
        assertThat(page).contains(">Row A, seat 1, taken<", ">Row A, seat 2, 95 €<");
    }

    @Test
    void seatsDoNotOverlap() {
        var seats = Hall.all();
        for (var one : seats) {
            assertThat(one.x()).isBetween(40.0, Hall.WIDTH - 40.0);
            assertThat(one.y()).isBetween(180.0, Hall.HEIGHT - 30.0);
            for (var other : seats) {
                if (one != other) {
                    assertThat(Math.hypot(one.x() - other.x(), one.y() - other.y()))
                            .isGreaterThan(45);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.css", "hall.css", "choose.js", "icon.svg"})
    void filesNeedNoPermit(String name) {
        var file = sale.visitorWithoutPermit().get("/files/" + name);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.body()).isNotEmpty();
    }

    @Test
    void healthNeedsNoPermit() {
        assertThat(sale.visitorWithoutPermit().get("/health").body()).isEqualTo("ok");
    }
}
