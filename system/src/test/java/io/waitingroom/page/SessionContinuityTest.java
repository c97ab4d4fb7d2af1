package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests what happens to a session when its holder reloads, closes or duplicates tabs, or gives up. */
@ResourceLock(Site.LOCK)
class SessionContinuityTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    private String inside;

    @BeforeEach
    void fillRoom() {
        inside = site.room().letIn();
    }

    @Test
    void reloadKeepsTheSession() {
        var person = site.person().opensPage().awaitsPosition(1);
        site.room().join();
        person.page().reload();
        person.awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
    }

    @Test
    void reopenedTabKeepsTheSession() {
        var person = site.person().opensPage().awaitsPosition(1);
        person.page().close();
        site.room().join();
        person.opensPage().awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
    }

    @Test
    void twoTabsOpenedAtTheSameTimeShareOneSession() {
        var person = site.person().opens(site.shop().origin());
        person.opensPageInTwoTabs();
        for (var tab : person.tabs()) {
            person.switchesTo(tab).awaitsPosition(1);
        }
        site.person().opensPage().awaitsPosition(2);
    }

    @Test
    void visibleTabContinuesAndHiddenTabStays() {
        var person = site.person().opensPage().awaitsPosition(1);
        var first = person.page();
        person.hidesTab();
        person.opensPage().awaitsPosition(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(site.shop().seats());
        person.switchesTo(first).awaits("active");
    }

    @Test
    void givingUpAdvancesTheNextVisitorAndAllowsRejoining() {
        var person = site.person().opensPage().awaitsPosition(1);
        var next = site.person().opensPage().awaitsPosition(2);
        person.givesUp().awaits("left");
        next.awaitsPosition(1);
        person.find("#rejoin").click();
        person.awaits("waiting").awaitsPosition(2);
    }

    @Test
    void reloadAfterGivingUpDoesNotRejoin() {
        var person = site.person().opensPage().awaitsPosition(1);
        person.givesUp().awaits("left");
        person.page().reload();
        person.awaits("left");
        assertThat(person.joins()).isEqualTo(1);
    }
}
