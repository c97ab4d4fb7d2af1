package io.waitingroom.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Takes the pictures of the README, where a directory for them is named. */
@EnabledIfSystemProperty(named = ScreenshotsTest.DIRECTORY, matches = ".+")
@ResourceLock(Site.LOCK)
class ScreenshotsTest {
    static final String DIRECTORY = "page.screenshots";

    private static final int AHEAD = 11;

    @RegisterExtension
    static final Site site = new Site("--capacity=1", "--rate-ms=500");

    private String inside;

    @BeforeEach
    void aLineThatMoves() {
        for (int i = 0; i < 8; i++) {
            site.room().leave(site.room().letIn());
        }
        inside = site.room().letIn();
    }

    private void othersJoin() {
        for (int i = 0; i < AHEAD; i++) {
            site.room().join();
        }
    }

    private static NewContextOptions phone(String language) {
        return new NewContextOptions().setViewportSize(390, 720).setLocale(language);
    }

    @Test
    void waiting() {
        othersJoin();
        take(site.person(phone("en")).comes().awaitsPosition(AHEAD + 1), "waiting");
    }

    @Test
    void waitingInTheDark() {
        othersJoin();
        var desktop = new NewContextOptions()
                .setViewportSize(1000, 720)
                .setLocale("en")
                .setColorScheme(ColorScheme.DARK);
        take(site.person(desktop).comes().awaitsPosition(AHEAD + 1), "waiting-dark");
    }

    @Test
    void waitingFromRightToLeft() {
        othersJoin();
        take(site.person(phone("ar")).comes().awaits("waiting"), "waiting-rtl");
    }

    @Test
    void active() {
        var person = site.person(phone("en").setJavaScriptEnabled(false)).comes();
        person.sees("#rejoin").click();
        person.awaits("waiting");
        site.room().leave(inside);
        take(person.awaits("active"), "active");
    }

    @Test
    void lost() {
        var person = site.person(phone("en")).comes().awaits("waiting");
        site.room().empty();
        take(person.awaits("lost"), "lost");
    }

    private static void take(Person person, String name) {
        var file = Path.of(System.getProperty(DIRECTORY), name + ".png");
        person.page().screenshot(new ScreenshotOptions().setPath(file));
    }
}
