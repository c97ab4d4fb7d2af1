package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.OTHER_LOCK)
class OutageTest {
    @RegisterExtension
    static final Site site = Site.inOtherEnvironment("--capacity=1", "--lease-ttl=1s");

    private String inside;

    @BeforeEach
    void fillRoom() {
        inside = site.room().letIn();
    }

    @Test
    void pageRetriesWhileTheServerIsDownAndKeepsTheSession() {
        var person = site.person().opensPage().awaitsPosition(1);
        site.room().killApiServer();
        person.awaits("unavailable");
        site.room().startApiServer();
        person.awaits("waiting").awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(site.shop().seats());
    }

    @Test
    void pageShowsOfflineAndRecoversWithTheNetwork() {
        var person = site.person().opensPage().awaitsPosition(1);
        person.browser().setOffline(true);
        person.awaits("offline");
        person.browser().setOffline(false);
        person.awaits("waiting").awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
    }

    @Test
    void replacedStreamFallsBackToPolling() {
        var person = site.person().opensPage().awaitsPosition(1);
        person.awaitsRequests(1, "/events?");
        site.room().follow(person.session(), 4);
        person.awaitsRequests(4, "/sessions/" + person.session() + "?asOf=");
        assertThat(person.requests()).filteredOn(it -> it.contains("/events?")).hasSize(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(site.shop().seats());
    }

    @Test
    void lostSessionIsShownAndCanRejoin() {
        var person = site.person().opensPage().awaitsPosition(1);
        site.room().empty();
        person.awaits("lost");
        assertThat(person.find("#give-up")).isHidden();
        assertThat(person.joins()).isEqualTo(1);

        site.room().letIn();
        person.find("#rejoin").click();
        person.awaits("waiting").awaitsPosition(1);
    }

    @Test
    void lostSessionIsNotRejoinedAutomatically() {
        var person = site.person().opensPage().awaitsPosition(1);
        site.room().empty();
        person.awaits("lost");
        person.page().reload();
        person.awaits("lost");
        assertThat(person.joins()).isEqualTo(1);
    }
}
