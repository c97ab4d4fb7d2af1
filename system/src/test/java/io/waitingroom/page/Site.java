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
 * One of two {@link World}s for the tests of one class, and the people who come to it. Each test finds the room empty, and none
 * passes in which a browser complained. A class that has one needs {@code @ResourceLock(Site.LOCK)}, or {@code Site.OTHER_LOCK}
 * with {@link #inTheOtherWorld}: classes of different worlds run at the same time.
 */
final class Site implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    /** Names what one test class at a time may use. */
    static final String LOCK = "browser";

    static final String OTHER_LOCK = "another browser";

    /** Patience for what takes as long as it takes on a busy machine, in milliseconds. */
    private static final double PATIENCE = Duration.ofSeconds(30).toMillis();

    private final String lock;
    private final List<String> settings;
    private final List<Person> people = new ArrayList<>();
    private World world;

    /** @param settings the room's, as flags of a granter */
    Site(String... settings) {
        this(LOCK, List.of(settings));
    }

    private Site(String lock, List<String> settings) {
        this.lock = lock;
        this.settings = settings;
    }

    static Site inTheOtherWorld(String... settings) {
        return new Site(OTHER_LOCK, List.of(settings));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        var store = context.getRoot().getStore(Namespace.create(World.class));
        world = store.computeIfAbsent(lock, key -> new World(), World.class);
        room().govern(settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        room().empty();
    }

    Room room() {
        return world.room;
    }

    Shop shop() {
        return world.shop;
    }

    /** Somebody with a browser of their own, who has not come to the page yet. */
    Person person() {
        return person(new NewContextOptions().setLocale("en-GB"));
    }

    /** {@link #person()} with other habits. */
    Person person(NewContextOptions habits) {
        return person(habits, room().page(shop().seats()), List.of(room().origin(), shop().origin()));
    }

    /** Somebody whose browser blocks all cookies. */
    Person personWithoutCookies() {
        return person(world.withoutCookies(), room().page(shop().seats()), List.of(room().origin(), shop().origin()));
    }

    /** Somebody who comes to another address, where nothing but these origins may be asked for anything. */
    Person personAt(String address, List<String> origins) {
        return person(new NewContextOptions().setLocale("en-GB"), address, origins);
    }

    private Person person(NewContextOptions habits, String address, List<String> origins) {
        return person(world.browser.newContext(habits), address, origins);
    }

    private Person person(BrowserContext browser, String address, List<String> origins) {
        browser.setDefaultTimeout(PATIENCE);
        var person = new Person(browser, address, origins);
        people.add(person);
        return person;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            people.forEach(Person::requireNoComplaints);
        } finally {
            people.forEach(Person::close);
            people.clear();
        }
    }
}
