package io.waitingroom.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests that a client with an open but silent stream still polls at the given intervals. */
@ResourceLock(Site.LOCK)
class SilentStreamTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1", "--claim-ttl=10s");

    @Test
    void visitorWithSilentStreamClaimsTheSlotInTime() {
        var inside = site.room().letIn();
        var person = site.person();
        person.browser().addInitScript("window.EventSource = class { addEventListener() {} close() {} };");
        person.opensPage().awaitsPosition(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(site.shop().seats());
    }
}
