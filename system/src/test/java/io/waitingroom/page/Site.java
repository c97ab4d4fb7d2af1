package io.waitingroom.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives one test class a {@link BrowserEnvironment}, of which there are two, and creates its visitors. Each test starts with an empty
 * room, and fails if a browser reported an error. A class with a site needs {@code @ResourceLock(Site.LOCK)}, or
 * {@code Site.OTHER_LOCK} with {@link #inOtherEnvironment}: classes with different environments run at the same time.
 */
final class Site implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    /** The lock that only one test class at a time may hold. */
    static final String LOCK = "browser";

    static final String OTHER_LOCK = "another browser";

    /** A timeout that is long enough for a busy machine. */
    private static final double TIMEOUT_MILLIS = Duration.ofSeconds(30).toMillis();

    private final String lock;
    private final List<String> settings;
    private final List<Person> people = new ArrayList<>();
    private BrowserEnvironment environment;

    /** @param settings the granter's flags */
    Site(String... settings) {
        this(LOCK, List.of(settings));
    }

    private Site(String lock, List<String> settings) {
        this.lock = lock;
        this.settings = settings;
    }

    static Site inOtherEnvironment(String... settings) {
        return new Site(OTHER_LOCK, List.of(settings));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        var store = context.getRoot().getStore(Namespace.create(BrowserEnvironment.class));
        environment = store.computeIfAbsent(lock, key -> new BrowserEnvironment(), BrowserEnvironment.class);
        room().configure(settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        room().empty();
    }

    Room room() {
        return environment.room;
    }

    Shop shop() {
        return environment.shop;
    }

    /** A person with a separate browser that has not opened the page yet. */
    Person person() {
        return person(new NewContextOptions().setLocale("en-GB"));
    }

    /** {@link #person()} with other browser options. */
    Person person(NewContextOptions options) {
        return person(options, room().page(shop().seats()), List.of(room().origin(), shop().origin()));
    }

    /** A person whose browser blocks all cookies. */
    Person personWithoutCookies() {
        return person(
                environment.withoutCookies(), room().page(shop().seats()), List.of(room().origin(), shop().origin()));
    }

    /** A person who starts at another address, and whose browser may send requests to these origins only. */
    Person personAt(String address, List<String> origins) {
        return person(new NewContextOptions().setLocale("en-GB"), address, origins);
    }

    private Person person(NewContextOptions options, String address, List<String> origins) {
        return person(environment.browser.newContext(options), address, origins);
    }

    private Person person(BrowserContext browser, String address, List<String> origins) {
        browser.setDefaultTimeout(TIMEOUT_MILLIS);
        var person = new Person(browser, address, origins);
        people.add(person);
        return person;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            people.forEach(Person::requireNoErrors);
        } finally {
            people.forEach(Person::close);
            people.clear();
        }
    }
}
