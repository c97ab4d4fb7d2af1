package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Site.LOCK)
class KeyboardTest {
    private static final int MAX_STEPS = 20;

    @RegisterExtension
    static final Site site = new Site("--capacity=1");

    @Test
    void visitorCanGiveUpAndRejoinByKeyboardAlone() {
        site.room().letIn();
        var person = site.person().opensPage().awaits("waiting");
        press(person, "summary");
        press(person, "#give-up");
        person.awaits("left");
        press(person, "#rejoin");
        person.awaits("waiting");
    }

    private static void press(Person person, String selector) {
        var target = person.find(selector);
        for (int i = 0; i < MAX_STEPS && !hasFocus(person, selector); i++) {
            person.page().keyboard().press("Tab");
        }
        assertThat(target).isFocused();
        assertThat(outline(person)).isNotEqualTo("none");
        person.page().keyboard().press("Enter");
    }

    private static boolean hasFocus(Person person, String selector) {
        return (Boolean) person.page().evaluate("what => document.activeElement.matches(what)", selector);
    }

    private static String outline(Person person) {
        return (String) person.page().evaluate("getComputedStyle(document.activeElement).outlineStyle");
    }
}
