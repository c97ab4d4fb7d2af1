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

/** Takes the README's screenshots if the system property names a directory for them. */
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
    void buildMovingQueue() {
        for (int i = 0; i < 8; i++) {
            site.room().leave(site.room().letIn());
        }
        inside = site.room().letIn();
    }

    private Person visitorInTheMiddle(NewContextOptions options) {
        for (int i = 1; i < PEOPLE; i++) {
            others.add(site.room().join());
        }
        var person = site.person(options).opensPage().awaitsPosition(PEOPLE);
        others.subList(0, PEOPLE - POSITION).forEach(site.room()::leave);
        return person.awaitsPosition(POSITION);
    }

    // An animated progress bar would be captured at a wrong position.
    private static NewContextOptions withoutMotion() {
        return new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    }

    private static NewContextOptions phone(String language) {
        return withoutMotion().setViewportSize(390, 880).setLocale(language);
    }

    @Test
    void waiting() {
        take(visitorInTheMiddle(phone("en-GB")), "waiting");
    }

    @Test
    void waitingInTheDark() {
        var desktop =
                withoutMotion().setViewportSize(1000, 880).setLocale("en-GB").setColorScheme(ColorScheme.DARK);
        take(visitorInTheMiddle(desktop), "waiting-dark");
    }

    @Test
    void waitingFromRightToLeft() {
        take(visitorInTheMiddle(phone("ar")), "waiting-rtl");
    }

    @Test
    void active() {
        var person = site.person(phone("en-GB").setViewportSize(390, 500))
                .opensPage()
                .awaits("waiting");
        person.hidesTab();
        site.room().leave(inside);
        take(person.awaits("active"), "active");
    }

    @Test
    void lost() {
        var person = site.person(phone("en-GB").setViewportSize(390, 500))
                .opensPage()
                .awaits("waiting");
        site.room().empty();
        take(person.awaits("lost"), "lost");
    }

    /** A phone, a desktop browser with the dark color scheme, and a phone with right-to-left text. */
    private static Map<String, NewContextOptions> variants() {
        return Map.of(
                "", phone("en-GB").setViewportSize(390, 700),
                "-dark",
                        withoutMotion()
                                .setViewportSize(1000, 700)
                                .setLocale("en-GB")
                                .setColorScheme(ColorScheme.DARK),
                "-rtl", phone("ar").setViewportSize(390, 700));
    }

    @Test
    void cookiesNeeded() {
        variants().forEach((suffix, options) -> {
            var person = site.person(options);
            person.browser()
                    .addInitScript("Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })");
            take(person.opensPage().awaits("cookies"), "cookies" + suffix);
        });
    }

    @Test
    void redirectLoop() {
        site.shop()
                .redirectToPage(
                        true, address -> site.room().page(address.replaceFirst("[?&]waiting-room-permit=.*", "")));
        try {
            variants().forEach((suffix, options) -> {
                site.room().empty();
                take(site.person(options).opensPage().awaits("round"), "round" + suffix);
            });
        } finally {
            site.shop().stopRedirecting();
        }
    }

    @Test
    void lostFormPost() {
        variants().forEach((suffix, options) -> {
            site.room().empty();
            var person = site.person(options);
            person.opens(site.room().page(site.shop().seats()) + "&posted=1");
            take(person.awaits("active"), "posted" + suffix);
        });
    }

    @Test
    void scriptMissing() {
        variants().forEach((suffix, options) -> {
            var person = site.person(options);
            person.browser().route("**/page.js", Route::abort);
            person.opensPage().find("#rejoin").click();
            take(person.awaits("waiting"), "script-missing" + suffix);
        });
    }

    private static void take(Person person, String name) {
        var file = Path.of(System.getProperty(DIRECTORY), name + ".png");
        person.page().screenshot(new ScreenshotOptions().setPath(file));
    }
}
