package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests WCAG 2.2 AA, as far as a program can check it. */
@ResourceLock(Site.LOCK)
class AccessibilityTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void checkFindsImageWithoutAltText() {
        var page = site.person().browser().newPage();
        page.setContent("<html lang=en><title>A picture</title><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>");
        assertThat(Axe.violations(page)).anyMatch(line -> line.startsWith("image-alt"));
    }

    @Test
    void waitingPageIsAccessible() {
        site.room().letIn();
        requireAccessible(site.person().opensPage().awaits("waiting"));
    }

    @Test
    void offlinePageIsAccessible() {
        site.room().letIn();
        var person = site.person().opensPage().awaits("waiting");
        person.browser().setOffline(true);
        requireAccessible(person.awaits("offline"));
    }

    @Test
    void pageAfterGivingUpIsAccessible() {
        site.room().letIn();
        requireAccessible(site.person().opensPage().awaits("waiting").givesUp().awaits("left"));
    }

    @Test
    void lostSessionPageIsAccessible() {
        site.room().letIn();
        var person = site.person().opensPage().awaits("waiting");
        site.room().empty();
        requireAccessible(person.awaits("lost"));
    }

    @Test
    void activePageIsAccessible() {
        var inside = site.room().letIn();
        var person = site.person().opensPage().awaits("waiting");
        person.hidesTab();
        site.room().leave(inside);
        requireAccessible(person.awaits("active"));
    }

    @Test
    void pageWithForbiddenDestinationIsAccessible() {
        requireAccessible(site.person().opens(site.room().page("https://elsewhere.example")));
    }

    private static void requireAccessible(Person person) {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            person.page().emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            assertThat(Axe.violations(person.page())).as("%s", scheme).isEmpty();
        }
    }
}
