package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What becomes of a place when its holder does what people do with browsers. */
@ResourceLock(Site.LOCK)
class PlaceTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    private String inside;

    @BeforeEach
    void somebodyIsInside() {
        inside = site.room().letIn();
    }

    @Test
    void aReloadKeepsIt() {
        var person = site.person().comes().awaitsPosition(1);
        site.room().join();
        person.page().reload();
        person.awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
    }

    @Test
    void closingTheTabAndComingBackKeepsIt() {
        var person = site.person().comes().awaitsPosition(1);
        person.page().close();
        site.room().join();
        person.comes().awaitsPosition(1);
        assertThat(person.joins()).isEqualTo(1);
    }

    @Test
    void twoTabsOpenedAtTheSameTimeShareOne() {
        var person = site.person().comesTo(site.shop().origin());
        person.opensTwice();
        for (var tab : person.tabs()) {
            person.looksAt(tab).awaitsPosition(1);
        }
        site.person().comes().awaitsPosition(2);
    }

    @Test
    void ofTwoTabsTheOneThatIsLookedAtGoesOn() {
        var person = site.person().comes().awaitsPosition(1);
        var first = person.page();
        person.looksAway();
        person.comes().awaitsPosition(1);
        site.room().leave(inside);
        person.awaitsArrivalAt(site.shop().seats());
        person.looksAt(first).awaits("active");
    }

    @Test
    void whoGivesUpLeavesItToTheNextAndCanJoinAnew() {
        var person = site.person().comes().awaitsPosition(1);
        var next = site.person().comes().awaitsPosition(2);
        person.givesUp().awaits("left");
        next.awaitsPosition(1);
        person.sees("#rejoin").click();
        person.awaits("waiting").awaitsPosition(2);
    }

    @Test
    void whoGaveUpIsStillOutAfterAReload() {
        var person = site.person().comes().awaitsPosition(1);
        person.givesUp().awaits("left");
        person.page().reload();
        person.awaits("left");
        assertThat(person.joins()).isEqualTo(1);
    }
}
