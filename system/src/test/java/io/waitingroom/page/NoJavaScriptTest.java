package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class NoJavaScriptTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void formsAndPageRefreshSufficeForTheWholeJourney() {
        var inside = site.room().letIn();
        var person =
                site.person(new NewContextOptions().setJavaScriptEnabled(false)).opensPage();
        person.find("#rejoin").click();
        person.awaits("waiting").awaitsPosition(1);
        site.room().leave(inside);
        person.awaits("active");
        person.find("form[action$=go] button").click();
        person.awaitsArrivalAt(site.shop().seats());
    }

    @Test
    void givingUpEndsTheSession() {
        site.room().letIn();
        var person =
                site.person(new NewContextOptions().setJavaScriptEnabled(false)).opensPage();
        person.find("#rejoin").click();
        person.awaitsPosition(1);
        person.givesUp();
        person.awaits("left");
        assertThat(person.find("#rejoin")).isVisible();
    }
}
