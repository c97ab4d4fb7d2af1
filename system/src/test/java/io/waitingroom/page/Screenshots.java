package io.waitingroom.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Takes the pictures of the README, where a directory for them is named. */
@EnabledIfSystemProperty(named = Screenshots.DIRECTORY, matches = ".+")
@ResourceLock(Site.LOCK)
class Screenshots {
    static final String DIRECTORY = "page.screenshots";

    private static final int PEOPLE = 30;
    private static final int POSITION = 12;

    @RegisterExtension
    static final Site site = new Site("--capacity=1", "--rate-ms=500");

    private final List<String> others = new ArrayList<>();
    private String inside;

    @BeforeEach
    void aLineThatMoves() {
        for (int i = 0; i < 8; i++) {
            site.room().leave(site.room().letIn());
        }
        inside = site.room().letIn();
    }

    private Person inTheMiddle(NewContextOptions habits) {
        for (int i = 1; i < PEOPLE; i++) {
            others.add(site.room().join());
        }
        var person = site.person(habits).comes().awaitsPosition(PEOPLE);
        others.subList(0, PEOPLE - POSITION).forEach(site.room()::leave);
        return person.awaitsPosition(POSITION);
    }

    // A bar on its way would be a bar at a wrong place.
    private static NewContextOptions still() {
        return new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    }

    private static NewContextOptions phone(String language) {
        return still().setViewportSize(390, 880).setLocale(language);
    }

    @Test
    void waiting() {
        take(inTheMiddle(phone("en-GB")), "waiting");
    }

    @Test
    void waitingInTheDark() {
        var desktop = still().setViewportSize(1000, 880).setLocale("en-GB").setColorScheme(ColorScheme.DARK);
        take(inTheMiddle(desktop), "waiting-dark");
    }

    @Test
    void waitingFromRightToLeft() {
        take(inTheMiddle(phone("ar")), "waiting-rtl");
    }

    @Test
    void active() {
        var person =
                site.person(phone("en-GB").setViewportSize(390, 500)).comes().awaits("waiting");
        person.looksAway();
        site.room().leave(inside);
        take(person.awaits("active"), "active");
    }

    @Test
    void lost() {
        var person =
                site.person(phone("en-GB").setViewportSize(390, 500)).comes().awaits("waiting");
        site.room().empty();
        take(person.awaits("lost"), "lost");
    }

    /** A phone, a screen that prefers the dark, and a phone from right to left. */
    private static Map<String, NewContextOptions> everybody() {
        return Map.of(
                "", phone("en-GB").setViewportSize(390, 700),
                "-dark", still().setViewportSize(1000, 700).setLocale("en-GB").setColorScheme(ColorScheme.DARK),
                "-rtl", phone("ar").setViewportSize(390, 700));
    }

    @Test
    void cookiesAreNeeded() {
        everybody().forEach((kind, habits) -> {
            var person = site.person(habits);
            person.browser()
                    .addInitScript("Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })");
            take(person.comes().awaits("cookies"), "cookies" + kind);
        });
    }

    @Test
    void goingRound() {
        site.shop()
                .sendsAway(true, address -> site.room().page(address.replaceFirst("[?&]waiting-room-permit=.*", "")));
        try {
            everybody().forEach((kind, habits) -> {
                site.room().empty();
                take(site.person(habits).comes().awaits("round"), "round" + kind);
            });
        } finally {
            site.shop().letsIn();
        }
    }

    @Test
    void aFormThatDidNotGetThrough() {
        everybody().forEach((kind, habits) -> {
            site.room().empty();
            var person = site.person(habits);
            person.comesTo(site.room().page(site.shop().seats()) + "&posted=1");
            take(person.awaits("active"), "posted" + kind);
        });
    }

    @Test
    void theScriptIsMissing() {
        everybody().forEach((kind, habits) -> {
            var person = site.person(habits);
            person.browser().route("**/page.js", Route::abort);
            person.comes().sees("#rejoin").click();
            take(person.awaits("waiting"), "script-missing" + kind);
        });
    }

    private static void take(Person person, String name) {
        var file = Path.of(System.getProperty(DIRECTORY), name + ".png");
        person.page().screenshot(new ScreenshotOptions().setPath(file));
    }
}
