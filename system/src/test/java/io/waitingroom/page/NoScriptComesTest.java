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

/** A browser that runs scripts, and gets none that it can run: something blocks it, or it is too old for ours. */
@ResourceLock(Site.OTHER_LOCK)
class NoScriptComesTest {
    private static final Duration SOME_POLLS = Duration.ofSeconds(6);

    @RegisterExtension
    static final Site site = Site.inTheOtherWorld("--capacity=1");

    @Test
    void whoseScriptIsBlockedGetsInAllTheSame() {
        getsInWhere(Route::abort);
    }

    @Test
    void whoseBrowserCannotReadTheScriptGetsInAllTheSame() {
        getsInWhere(route -> route.fulfill(
                new FulfillOptions().setContentType("text/javascript").setBody("const older = a ?? b ?. c ? : d;")));
    }

    private void getsInWhere(Consumer<Route> ofTheScript) {
        var inside = site.room().letIn();
        var person = site.person();
        person.browser().route("**/page.js", ofTheScript);
        person.comes().sees("#rejoin").click();
        person.awaits("waiting").awaitsPosition(1);
        site.room().leave(inside);
        person.awaits("active").sees("form[action$=go] button").click();
        person.awaitsArrivalAt(site.shop().seats());
        person.forgives("SyntaxError");
    }

    @Test
    void whoseScriptRunsIsNotShownThePageAnew() {
        site.room().letIn();
        var person = site.person().comes().awaitsPosition(1);
        person.page().reload();
        person.awaitsPosition(1);
        var visits = visits(person);
        Awaitility.await().atMost(SOME_POLLS.plusSeconds(5)).during(SOME_POLLS).until(() -> {
            person.awaits("waiting");
            return visits(person) == visits;
        });
        assertThat(person.joins()).isEqualTo(1);
    }

    private static long visits(Person person) {
        return person.requests().stream()
                .filter(request -> request.contains("/waiting-room?"))
                .count();
    }
}
