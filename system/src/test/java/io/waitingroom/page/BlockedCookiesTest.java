package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A browser whose settings block all cookies, and with them storage and locks. */
@ResourceLock(Site.LOCK)
class BlockedCookiesTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void thePageSaysWhatItNeedsAndTakesNoPlace() {
        var person = site.personWithoutCookies().comes().awaits("cookies");
        assertThat(person.sees("h1")).hasText("Please allow cookies");
        assertThat(person.sees("#rejoin")).hasText("Try again");
        person.sees("#rejoin").click();
        person.awaits("cookies");
        assertThat(person.joins()).isZero();
    }
}
