package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** WCAG 2.2 AA, as far as a program can tell. */
@ResourceLock(Site.LOCK)
class AccessibilityTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void theCheckSeesAnImageWithoutWords() {
        var page = site.person().browser().newPage();
        page.setContent("<html lang=en><title>A picture</title><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>");
        assertThat(Axe.violations(page)).anyMatch(line -> line.startsWith("image-alt"));
    }

    @Test
    void whoeverWaits() {
        site.room().letIn();
        requireAccessible(site.person().comes().awaits("waiting"));
    }

    @Test
    void whoeverIsOffline() {
        site.room().letIn();
        var person = site.person().comes().awaits("waiting");
        person.browser().setOffline(true);
        requireAccessible(person.awaits("offline"));
    }

    @Test
    void whoeverGaveUp() {
        site.room().letIn();
        requireAccessible(site.person().comes().awaits("waiting").givesUp().awaits("left"));
    }

    @Test
    void whoseverPlaceIsLost() {
        site.room().letIn();
        var person = site.person().comes().awaits("waiting");
        site.room().empty();
        requireAccessible(person.awaits("lost"));
    }

    @Test
    void whoseTurnItIs() {
        var inside = site.room().letIn();
        var person = site.person().comes().awaits("waiting");
        person.looksAway();
        site.room().leave(inside);
        requireAccessible(person.awaits("active"));
    }

    @Test
    void whoeverFollowedALinkThatLeadsNowhere() {
        requireAccessible(site.person().comesTo(site.room().page("https://elsewhere.example")));
    }

    private static void requireAccessible(Person person) {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            person.page().emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            assertThat(Axe.violations(person.page())).as("%s", scheme).isEmpty();
        }
    }
}
