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

/** A person with a separate browser: opens pages, acts on them, and records the requests and errors. */
final class Person {
    private final BrowserContext context;
    private final String address;
    private final List<String> errors = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private Page page;

    /**
     * @param address the address of the waiting page
     * @param origins the origins that may get requests; a request to another one counts as an error
     */
    Person(BrowserContext context, String address, List<String> origins) {
        this.context = context;
        this.address = address;
        context.onConsoleMessage(this::recordError);
        context.onWebError(error -> errors.add(error.error()));
        context.onRequest(request -> {
            requests.add(request.method() + " " + request.url());
            if (origins.stream().noneMatch(request.url()::startsWith)
                    && !request.url().startsWith("data:")) {
                errors.add("request to another host: " + request.url());
            }
        });
    }

    // The test itself causes network failures.
    private void recordError(ConsoleMessage message) {
        var isNetworkFailure = message.text().startsWith("Failed to load resource");
        if (List.of("error", "warning").contains(message.type()) && !isNetworkFailure) {
            errors.add(message.text());
        }
    }

    /** Opens the waiting page in a new tab and switches to it. */
    Person opensPage() {
        return opens(address);
    }

    Person opens(String address) {
        page = context.newPage();
        page.navigate(address);
        return this;
    }

    /** Opens the waiting page in two new tabs at the same time, from the current tab. */
    void opensPageInTwoTabs() {
        page.evaluate("address => { open(address); open(address); }", address);
        page.waitForCondition(() -> tabs().size() == 2);
    }

    /** The tabs that show the waiting page or load it. */
    List<Page> tabs() {
        return context.pages().stream()
                .filter(tab -> tab.url().startsWith(address))
                .toList();
    }

    /** Switches to another tab. */
    Person switchesTo(Page tab) {
        page = tab;
        return this;
    }

    /** Makes the current tab believe that it is hidden. A headless browser cannot cover a tab with another tab or window. */
    void hidesTab() {
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

    /** Rewrites the API's responses to polls from now on, and blocks the event streams. */
    void rewritesPolls(String pattern, String replacement) {
        context.route("**/sessions/*/events?*", Route::abort);
        context.route("**/sessions/*?asOf=*", route -> {
            var response = route.fetch();
            route.fulfill(new FulfillOptions()
                    .setResponse(response)
                    .setBody(response.text().replaceAll(pattern, replacement)));
        });
    }

    /** Records the values that an element shows. Must be called before the first page is opened. */
    DisplayedValues recordsValues(String selector, String property) {
        return new DisplayedValues(context, selector, property);
    }

    Page page() {
        return page;
    }

    BrowserContext browser() {
        return context;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Waits until the page is in this state. */
    Person awaits(String state) {
        assertThat(page.locator("#status")).hasAttribute("data-state", state);
        return this;
    }

    /** Waits until the page shows this position. */
    Person awaitsPosition(int position) {
        assertThat(page.locator("#position")).hasText(Integer.toString(position));
        return this;
    }

    /** Waits until the browser has arrived at an address with this prefix. */
    void awaitsArrivalAt(String prefix) {
        page.waitForURL(url -> url.startsWith(prefix));
    }

    /** The requests that this browser has sent so far, for example {@code GET http://…}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Waits until this browser has sent this number of requests whose address contains the part. */
    void awaitsRequests(int number, String part) {
        page.waitForCondition(() ->
                requests.stream().filter(request -> request.contains(part)).count() >= number);
    }

    /** The id of the session whose event stream the page has opened. */
    String session() {
        return requests.stream()
                .filter(request -> request.contains("/events?"))
                .map(request -> request.replaceAll(".*/sessions/|/events.*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** The number of join requests that this browser has sent. */
    long joins() {
        return requests.stream()
                .filter(request -> request.startsWith("POST "))
                .filter(request -> URI.create(request.substring(5)).getPath().endsWith("/sessions"))
                .count();
    }

    /** Ignores the errors that the test provokes. */
    void ignoresErrors(String part) {
        errors.removeIf(error -> error.contains(part));
    }

    void requireNoErrors() {
        assertThat(errors).isEmpty();
    }

    void close() {
        context.close();
    }
}
