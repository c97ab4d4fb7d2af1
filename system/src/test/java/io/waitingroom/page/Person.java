package io.waitingroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser of their own: what they see of the page, and what they do there. */
final class Person {
    private final BrowserContext context;
    private final String address;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private Page page;

    /**
     * @param address of the page
     * @param origins what may be asked for anything; a request to another one is a complaint
     */
    Person(BrowserContext context, String address, List<String> origins) {
        this.context = context;
        this.address = address;
        context.onConsoleMessage(this::note);
        context.onWebError(error -> complaints.add(error.error()));
        context.onRequest(request -> {
            requests.add(request.method() + " " + request.url());
            if (origins.stream().noneMatch(request.url()::startsWith)
                    && !request.url().startsWith("data:")) {
                complaints.add("asked another host: " + request.url());
            }
        });
    }

    // What the network does to a request is the test's own doing.
    private void note(ConsoleMessage message) {
        var ofNetwork = message.text().startsWith("Failed to load resource");
        if (List.of("error", "warning").contains(message.type()) && !ofNetwork) {
            complaints.add(message.text());
        }
    }

    /** Opens the page in a new tab, and looks at that from here on. */
    Person comes() {
        return comesTo(address);
    }

    Person comesTo(String where) {
        page = context.newPage();
        page.navigate(where);
        return this;
    }

    /** Opens the page in two tabs at the same time, from the tab that is looked at. */
    void opensTwice() {
        page.evaluate("address => { open(address); open(address); }", address);
        page.waitForCondition(() -> tabs().size() == 2);
    }

    /** The tabs that show the page, or are to. */
    List<Page> tabs() {
        return context.pages().stream()
                .filter(tab -> tab.url().startsWith(address))
                .toList();
    }

    /** Looks at another tab from here on. */
    Person looksAt(Page tab) {
        page = tab;
        return this;
    }

    /** The tab is covered by another one or by another window, which a headless browser does not know of. */
    void looksAway() {
        page.evaluate("""
                () => {
                    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
                    Object.defineProperty(document, 'hidden', { get: () => true });
                    document.dispatchEvent(new Event('visibilitychange'));
                }
                """);
    }

    Person givesUp() {
        page.locator("summary").click();
        page.locator("#give-up").click();
        return this;
    }

    /** Whatever the API answers to a look from here on is changed on its way; what it would tell by itself is cut off. */
    void hearsInstead(String pattern, String words) {
        context.route("**/sessions/*/events?*", Route::abort);
        context.route("**/sessions/*?asOf=*", route -> {
            var answer = route.fetch();
            route.fulfill(new FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceAll(pattern, words)));
        });
    }

    /** Notes what is shown in a place from here on; to be called before the first page. */
    Watch watches(String what, String property) {
        return new Watch(context, what, property);
    }

    Page page() {
        return page;
    }

    BrowserContext browser() {
        return context;
    }

    Locator sees(String selector) {
        return page.locator(selector);
    }

    /** Waits until the page is in a state. */
    Person awaits(String state) {
        assertThat(page.locator("#status")).hasAttribute("data-state", state);
        return this;
    }

    /** Waits until the page shows a position. */
    Person awaitsPosition(int position) {
        assertThat(page.locator("#position")).hasText(Integer.toString(position));
        return this;
    }

    /** Waits until the browser has gone on to an address that begins so. */
    void awaitsArrivalAt(String where) {
        page.waitForURL(url -> url.startsWith(where));
    }

    /** The requests that this browser has made so far, as in {@code GET http://…}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Waits until this browser has made so many requests whose address holds that. */
    void awaitsRequests(int number, String part) {
        page.waitForCondition(() ->
                requests.stream().filter(request -> request.contains(part)).count() >= number);
    }

    /** The id of the session whose stream the page has opened. */
    String session() {
        return requests.stream()
                .filter(request -> request.contains("/events?"))
                .map(request -> request.replaceAll(".*/sessions/|/events.*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** How often this browser has joined. */
    long joins() {
        return requests.stream()
                .filter(request -> request.startsWith("POST "))
                .filter(request -> URI.create(request.substring(5)).getPath().endsWith("/sessions"))
                .count();
    }

    /** What a browser says of that is what the test was after. */
    void forgives(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    void requireNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    void close() {
        context.close();
    }
}
