package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests the redirects from the service to the waiting page and back. */
@ResourceLock(Site.LOCK)
class ReturnTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @AfterEach
    void stopRedirecting() {
        site.shop().stopRedirecting();
    }

    @Test
    void returnAddressKeepsQueryAndFragment() {
        site.shop().redirectToPage(false, site.room()::page);
        var person = site.person().opens(site.shop().seats() + "?a=1;b#/event/7?x");
        person.page().waitForURL(url -> url.contains("waiting-room-permit="));
        assertThat(person.page().url())
                .startsWith(site.shop().seats() + "?a=1;b&waiting-room-permit=")
                .endsWith("#/event/7?x");
    }

    @Test
    void redirectLoopIsStoppedAndCanBeRetried() {
        site.shop()
                .redirectToPage(
                        true, address -> site.room().page(address.replaceFirst("[?&]waiting-room-permit=.*", "")));
        var person = site.person().opensPage().awaits("round");
        assertThat(person.find("h1")).hasText("You were sent back here");
        assertThat(goRequests(person)).isEqualTo(3);
        person.find("#go").click();
        person.awaitsRequests(4, "/waiting-room/go");
        person.awaits("round");
        site.shop().stopRedirecting();
        person.find("#go").click();
        person.awaitsArrivalAt(site.shop().seats());
        assertThat(person.joins()).isEqualTo(1);
    }

    private static long goRequests(Person person) {
        return person.requests().stream()
                .filter(request -> request.endsWith("/waiting-room/go"))
                .count();
    }
}
