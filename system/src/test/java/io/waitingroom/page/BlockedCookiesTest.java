package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests a browser that blocks all cookies, and with them storage and locks. */
@ResourceLock(Site.LOCK)
class BlockedCookiesTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void pageAsksForCookiesAndDoesNotJoin() {
        var person = site.personWithoutCookies().opensPage().awaits("cookies");
        assertThat(person.find("h1")).hasText("Please allow cookies");
        assertThat(person.find("#rejoin")).hasText("Try again");
        person.find("#rejoin").click();
        person.awaits("cookies");
        assertThat(person.joins()).isZero();
    }
}
