package io.waitingroom.seatmap;

import static io.waitingroom.seatmap.Sale.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeatMapTest {
    private final Sale sale = new Sale();

    @AfterEach
    void close() {
        sale.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/seats", "/seats/confirm?seat=A1&seat=A2", "/tickets", "/nowhere", "/thanks/../seats"})
    void visitWithoutPermitIsRedirectedToTheWaitingPage(String path) {
        var response = sale.visitorWithoutPermit().get(path);
        assertThat(response.statusCode()).isEqualTo(303);
        var location = header(response, "Location").split("\\?next=");
        assertThat(location[0]).isEqualTo(sale.room.base() + "/waiting-room");
        assertThat(URLDecoder.decode(location[1], StandardCharsets.UTF_8)).isEqualTo(sale.base() + path);
    }

    @Test
    void bookingNeedsAPermit() {
        assertThat(sale.visitorWithoutPermit().post("/seats/book", "A1").statusCode())
                .isEqualTo(303);
        assertThat(Sale.offered(sale.visitor("Ada").get("/seats").body())).contains("A1");
    }

    @Test
    void handedOverPermitIsStoredInACookie() {
        var response = sale.visitorWithoutPermit().get("/seats?waiting-room-permit=" + sale.room.permit("Ada"));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(header(response, "Location")).isEqualTo("/seats");
        assertThat(header(response, "Set-Cookie")).startsWith("waiting-room-permit=ey");
    }

    @Test
    void visitorWithPermitChoosesConfirmsAndGetsTickets() {
        var ada = sale.visitor("Ada");
        assertThat(header(ada.get("/"), "Location")).isEqualTo("/seats");
        assertThat(Sale.offered(ada.get("/seats").body())).hasSize(102).contains("A1", "H16");
        var confirm = ada.get("/seats/confirm?seat=A1&seat=H16").body();
        assertThat(confirm).contains("Row A, seat 1", "Row H, seat 16", "140 €");
        var booked = ada.post("/seats/book", "A1", "H16");
        assertThat(booked.statusCode()).isEqualTo(303);
        assertThat(header(booked, "Location")).isEqualTo("/tickets");
        assertThat(ada.get("/tickets").body()).contains("The tickets are yours", "Row A, seat 1", "Row H, seat 16");
    }

    @Test
    void bookedSeatIsNotOfferedAndCannotBeBookedTwice() {
        sale.visitor("Ada").post("/seats/book", "C3", "C4");
        var ben = sale.visitor("Ben");
        assertThat(Sale.offered(ben.get("/seats").body())).hasSize(100).doesNotContain("C3", "C4");
        var refused = ben.post("/seats/book", "C4", "C5");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Somebody was faster", "Row C, seat 4")
                .doesNotContain("seat 5");
        assertThat(Sale.offered(ben.get("/seats").body())).contains("C5");
        assertThat(header(ben.get("/tickets"), "Location")).isEqualTo("/seats");
    }

    @Test
    void repeatedFormBooksOnce() {
        var ada = sale.visitor("Ada");
        ada.post("/seats/book", "A1");
        assertThat(header(ada.post("/seats/book", "A1"), "Location")).isEqualTo("/tickets");
    }

    @Test
    void visitorCannotBookMoreThanSixSeats() {
        var ada = sale.visitor("Ada");
        assertThat(ada.get("/seats/confirm?seat=A1&seat=A2&seat=A3&seat=A4&seat=A5&seat=A6&seat=A7")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ada.post("/seats/book", "A1", "A2", "A3", "A4").statusCode()).isEqualTo(303);
        var more = ada.post("/seats/book", "B1", "B2", "B3");
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body()).contains("Those are too many");
        assertThat(Sale.offered(ada.get("/seats").body())).contains("B1", "B2", "B3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?seat=", "?seat=Z99", "?seat=%3Cscript%3E", "?seat=a1", "?row=A"})
    void invalidChoiceIsRefusedWithAMessage(String query) {
        var response = sale.visitor("Ada").get("/seats/confirm" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("You have chosen no seat").doesNotContain("<script>", "Z99");
    }

    @Test
    void doneEndsTheSessionAndThanksTheVisitor() {
        var ada = sale.visitor("Ada");
        var done = ada.post("/done");
        assertThat(sale.room.leaves).containsExactly("POST Bearer " + ada.permit);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(header(done, "Location")).isEqualTo("/thanks");
        assertThat(header(done, "Set-Cookie"))
                .contains("waiting-room-permit=;", "Expires=Thu, 01 Jan 1970", "Path=/", "HttpOnly", "SameSite=Lax");
        var thanks = sale.visitorWithoutPermit().get("/thanks");
        assertThat(thanks.statusCode()).isEqualTo(200);
        assertThat(thanks.body()).contains("Thank you");
    }

    @Test
    void doneWorksWhileTheRoomIsDown() {
        var ada = sale.visitor("Ada");
        ada.get("/seats");
        sale.room.close();
        assertThat(header(ada.post("/done"), "Location")).isEqualTo("/thanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/done", "/seats/book"})
    void crossSiteFormIsRejected(String path) {
        var ada = sale.visitor("Ada");
        assertThat(Sale.send(ada.formPost(path, "A1").header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(Sale.send(ada.formPost(path, "A1").header("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(Sale.send(ada.formPost(path, "A1").header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(sale.room.leaves).isEmpty();
        assertThat(Sale.offered(ada.get("/seats").body())).contains("A1");
        assertThat(Sale.send(ada.formPost(path, "A1").header("Origin", sale.base()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void visitorIsIdentifiedByThePermitOnly() {
        sale.visitor("Ada").post("/seats/book", "A1");
        var ben = sale.visitor("Ben");
        Sale.send(ben.formPost("/seats/book", "A2").header("Waiting-Room-Subject", "Ada"));
        assertThat(ben.get("/tickets").body()).contains("seat 2").doesNotContain("seat 1<");
    }
}
