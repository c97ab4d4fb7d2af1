package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class ClosedRoomTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=0");

    @Test
    void closedRoomIsShownAsClosedWithAPosition() {
        var person = site.person().opensPage().awaits("closed").awaitsPosition(1);
        assertThat(person.find("#wait")).hasText("not known yet");
    }
}
