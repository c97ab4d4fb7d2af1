package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests a browser with JavaScript that cannot run the page's script, because it is blocked or the browser is too old for it. */
@ResourceLock(Site.OTHER_LOCK)
class MissingScriptTest {
    private static final Duration SOME_POLLS = Duration.ofSeconds(6);

    @RegisterExtension
    static final Site site = Site.inOtherEnvironment("--capacity=1");

    @Test
    void blockedScriptFallsBackToForms() {
        assertEntersWith(Route::abort);
    }

    @Test
    void unparsableScriptFallsBackToForms() {
        assertEntersWith(route -> route.fulfill(
                new FulfillOptions().setContentType("text/javascript").setBody("const older = a ?? b ?. c ? : d;")));
    }

    private void assertEntersWith(Consumer<Route> scriptHandler) {
        var inside = site.room().letIn();
        var person = site.person();
        person.browser().route("**/page.js", scriptHandler);
        person.opensPage().find("#rejoin").click();
        person.awaits("waiting").awaitsPosition(1);
        site.room().leave(inside);
        person.awaits("active").find("form[action$=go] button").click();
        person.awaitsArrivalAt(site.shop().seats());
        person.ignoresErrors("SyntaxError");
    }

    @Test
    void runningScriptDisablesThePageRefresh() {
        site.room().letIn();
        var person = site.person().opensPage().awaitsPosition(1);
        person.page().reload();
        person.awaitsPosition(1);
        var pageLoads = pageLoads(person);
        Awaitility.await().atMost(SOME_POLLS.plusSeconds(5)).during(SOME_POLLS).until(() -> {
            person.awaits("waiting");
            return pageLoads(person) == pageLoads;
        });
        assertThat(person.joins()).isEqualTo(1);
    }

    private static long pageLoads(Person person) {
        return person.requests().stream()
                .filter(request -> request.contains("/waiting-room?"))
                .count();
    }
}
