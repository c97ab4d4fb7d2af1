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
    void fillRoom() {
        site.room().letIn();
    }

    @Test
    void pageFitsNarrowPhoneWithoutHorizontalScrolling() {
        for (var language : new String[] {"en", "de", "ar"}) {
            var person = site.person(new NewContextOptions().setLocale(language).setViewportSize(320, 568));
            person.opensPage().awaits("waiting");
            assertThat(width(person)).as(language).isLessThanOrEqualTo(320);
        }
    }

    private static int width(Person person) {
        return (Integer) person.page().evaluate("document.documentElement.scrollWidth");
    }

    @Test
    void arabicPageRunsFromRightToLeft() {
        var person =
                site.person(new NewContextOptions().setLocale("ar")).opensPage().awaits("waiting");
        assertThat(person.find("html")).hasAttribute("dir", "rtl");
        assertThat(person.find("html")).hasAttribute("lang", "ar");
    }

    // Test machines have few fonts, and so do some phones.
    @Test
    void languageNamesNeedNoFont() {
        var person = site.person().opensPage().awaits("waiting");
        for (var name : new String[] {"日本語", "中文"}) {
            var link = person.find("#languages a:has(svg[aria-label='" + name + "'])");
            assertThat(link).isVisible();
            assertThat(link).hasAccessibleName(name);
        }
        person.find("#languages a[lang=ja]").click();
        assertThat(person.find("html")).hasAttribute("lang", "ja");
    }

    @Test
    void pageFollowsTheBrowsersColorScheme() {
        var light = site.person(new NewContextOptions().setColorScheme(ColorScheme.LIGHT))
                .opensPage()
                .awaits("waiting");
        var dark = site.person(new NewContextOptions().setColorScheme(ColorScheme.DARK))
                .opensPage()
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
    void reducedMotionDisablesAnimations() {
        assertThat(animations(ReducedMotion.NO_PREFERENCE)).isNotEmpty();
        assertThat(animations(ReducedMotion.REDUCE)).isEmpty();
    }

    /** Records the animations that run while the queue advances. */
    private static List<String> animations(ReducedMotion preference) {
        var ahead = site.room().join();
        var person = site.person(new NewContextOptions().setReducedMotion(preference))
                .opensPage();
        var animations = new ArrayList<String>();
        var position =
                Integer.parseInt(person.awaits("waiting").find("#position").textContent());
        var tools = person.browser().newCDPSession(person.page());
        tools.on("Animation.animationStarted", motion -> animations.add(motion.toString()));
        tools.send("Animation.enable");
        site.room().leave(ahead);
        person.awaitsPosition(position - 1);
        person.page().evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))");
        return animations;
    }

    @Test
    void languageLinkKeepsTheSession() {
        var person = site.person().opensPage().awaitsPosition(1);
        person.find("#languages >> text=Deutsch").click();
        assertThat(person.find("html")).hasAttribute("lang", "de");
        person.awaitsPosition(1);
        assertThat(person.find("h1")).not().containsText("line");
        assertThat(person.joins()).isEqualTo(1);
    }
}
