package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.TestSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class HiddenTabTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1", "--waiting-ttl=3s");

    @Test
    void hiddenTabKeepsItsSession() {
        site.room().letIn();
        var person = site.person().opensPage().awaitsPosition(1);
        person.hidesTab();
        // A session without heartbeats expires. When this one has expired, the tab's session would have too.
        var silent = site.room().join();
        TestSystem.await().until(() -> site.room().status(silent).equals("EXPIRED"));
        var later = site.room().join();
        TestSystem.await().until(() -> site.room().status(later).equals("EXPIRED"));
        person.page().reload();
        person.awaits("waiting").awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
    }
}
