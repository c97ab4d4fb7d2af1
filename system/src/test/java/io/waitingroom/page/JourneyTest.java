package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class JourneyTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=2");

    @Test
    void waitingVisitorContinuesWhenAnActiveSessionLeaves() {
        var first = site.room().letIn();
        site.person().opensPage().awaitsArrivalAt(site.shop().seats());

        var third = site.person().opensPage().awaits("waiting").awaitsPosition(1);
        var fourth = site.person().opensPage().awaits("waiting").awaitsPosition(2);
        site.room().leave(first);
        third.awaitsArrivalAt(site.shop().seats());
        fourth.awaitsPosition(1);
    }

    @Test
    void pageClaimsTheSlotBeforeItContinues() {
        var person = site.person().opensPage();
        person.awaitsArrivalAt(site.shop().seats());
        assertThat(indexOfFirst(person.requests(), "/waiting-room/go"))
                .isLessThan(indexOfFirst(person.requests(), site.shop().seats()));
    }

    @Test
    void positionNeverGrowsAndProgressNeverShrinks() {
        var inside = List.of(site.room().letIn(), site.room().letIn());
        var before = List.of(site.room().join(), site.room().join(), site.room().join());
        var person = site.person();
        var positions = person.recordsValues("#position", "textContent");
        var bar = person.recordsValues("#progress", "value");
        person.opensPage().awaitsPosition(4);
        site.room().leave(before.get(0));
        person.awaitsPosition(3);
        person.page().reload();
        site.room().leave(before.get(1));
        person.awaitsPosition(2);
        site.room().leave(before.get(2));
        site.room().leave(inside.get(0));
        person.awaitsArrivalAt(site.shop().seats());
        assertThat(positions.numbers()).startsWith(4.0, 3.0, 2.0).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(bar.numbers()).startsWith(0.0, 0.25, 0.5).isSorted();
    }

    @Test
    void outdatedResponseDoesNotRaiseThePosition() {
        site.room().letIn();
        site.room().letIn();
        var person = site.person();
        var positions = person.recordsValues("#position", "textContent");
        var updates = person.recordsValues("#updated", "textContent");
        person.rewritesPolls("\"position\":\\d+", "\"position\":7");
        person.opensPage().awaitsPosition(7);
        person.rewritesPolls("\"position\":\\d+", "\"position\":9");
        var before = updates.values().size();
        person.page().waitForCondition(() -> updates.values().size() > before + 1);
        assertThat(positions.numbers()).containsOnly(7.0);
    }

    private static int indexOfFirst(List<String> requests, String part) {
        var found = requests.stream().filter(request -> request.contains(part)).findFirst();
        return requests.indexOf(found.orElseThrow());
    }
}
