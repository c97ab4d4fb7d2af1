package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class AppearanceTest {
    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @BeforeEach
    void somebodyIsInside() {
        site.room().letIn();
    }

    @Test
    void aNarrowPhoneShowsItAllWithoutScrollingSideways() {
        for (var language : new String[] {"en", "de", "ar"}) {
            var person = site.person(new NewContextOptions().setLocale(language).setViewportSize(320, 568));
            person.comes().awaits("waiting");
            assertThat(width(person)).as(language).isLessThanOrEqualTo(320);
        }
    }

    private static int width(Person person) {
        return (Integer) person.page().evaluate("document.documentElement.scrollWidth");
    }

    @Test
    void arabicRunsFromRightToLeft() {
        var person =
                site.person(new NewContextOptions().setLocale("ar")).comes().awaits("waiting");
        assertThat(person.sees("html")).hasAttribute("dir", "rtl");
        assertThat(person.sees("html")).hasAttribute("lang", "ar");
    }

    // A machine of tests has few fonts, and so have some phones.
    @Test
    void eachLanguageIsNamedInItsOwnLettersWithoutAFontForThem() {
        var person = site.person().comes().awaits("waiting");
        for (var name : new String[] {"日本語", "中文"}) {
            var link = person.sees("#languages a:has(svg[aria-label='" + name + "'])");
            assertThat(link).isVisible();
            assertThat(link).hasAccessibleName(name);
        }
        person.sees("#languages a[lang=ja]").click();
        assertThat(person.sees("html")).hasAttribute("lang", "ja");
    }

    @Test
    void theBrowsersColorSchemeIsFollowed() {
        var light = site.person(new NewContextOptions().setColorScheme(ColorScheme.LIGHT))
                .comes()
                .awaits("waiting");
        var dark = site.person(new NewContextOptions().setColorScheme(ColorScheme.DARK))
                .comes()
                .awaits("waiting");
        assertThat(brightness(light)).isGreaterThan(200);
        assertThat(brightness(dark)).isLessThan(60);
    }

    private static int brightness(Person person) {
        return (Integer) person.page().evaluate("""
                () => {
                    const body = getComputedStyle(document.body).backgroundColor;
                    return Number(body.match(/\\d+/)[0]);
                }
                """);
    }

    @Test
    void nothingMovesForWhomWantsNoMotion() {
        assertThat(motions(ReducedMotion.NO_PREFERENCE)).isNotEmpty();
        assertThat(motions(ReducedMotion.REDUCE)).isEmpty();
    }

    /** What is animated while the line moves on. */
    private static List<String> motions(ReducedMotion wish) {
        var ahead = site.room().join();
        var person = site.person(new NewContextOptions().setReducedMotion(wish)).comes();
        var motions = new ArrayList<String>();
        var position =
                Integer.parseInt(person.awaits("waiting").sees("#position").textContent());
        var tools = person.browser().newCDPSession(person.page());
        tools.on("Animation.animationStarted", motion -> motions.add(motion.toString()));
        tools.send("Animation.enable");
        site.room().leave(ahead);
        person.awaitsPosition(position - 1);
        person.page().evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))");
        return motions;
    }

    @Test
    void anotherLanguageIsChosenByALinkAndThePlaceIsKept() {
        var person = site.person().comes().awaitsPosition(1);
        person.sees("#languages >> text=Deutsch").click();
        assertThat(person.sees("html")).hasAttribute("lang", "de");
        person.awaitsPosition(1);
        assertThat(person.sees("h1")).not().containsText("line");
        assertThat(person.joins()).isEqualTo(1);
    }
}
