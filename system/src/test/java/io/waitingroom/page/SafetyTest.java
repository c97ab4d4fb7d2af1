package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class SafetyTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void pageNeverLeadsToForbiddenDestinations() {
        var shop = site.shop().origin();
        // While the session waits, the page stays open and can be examined.
        var inside = site.room().letIn();
        // A page that is left before its join is answered joins again, with the same Idempotency-Key.
        var person = site.person().opensPage().awaitsPosition(1);
        for (var next : List.of(
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "javascript:alert('evil')",
                "data:text/html,evil",
                shop + ".evil.example/",
                shop + "@evil.example/",
                "http://evil.example\\@" + shop.substring(7),
                "http://evil.example/?" + shop,
                "http://evil.example/#" + shop)) {
            person.page().navigate(site.room().page(next));
            assertThat(person.find("[href*=evil], [action*=evil], [value*=evil]"))
                    .hasCount(0);
            assertThat(person.page().evaluate("JSON.parse(document.getElementById('config').textContent).next"))
                    .isIn("/", shop + "/");
        }
        assertThat(person.joins()).isEqualTo(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(shop + "/");
    }

    @Test
    void pageSendsNoRequestToOtherHosts() {
        var inside = site.room().letIn();
        var person = site.person().opensPage().awaitsPosition(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(site.shop().seats());
        assertThat(person.requests()).hasSizeGreaterThan(3);
        person.requireNoErrors();
    }
}
