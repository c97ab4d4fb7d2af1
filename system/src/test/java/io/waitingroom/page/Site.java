package io.waitingroom.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For the tests of one class: a room with its page, the shop behind it, and a browser in which people come to it. Each
 * test finds the room empty; no test passes in which a browser complained.
 */
final class Site implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** Patience for what takes as long as it takes on a busy machine, in milliseconds. */
    private static final double PATIENCE = Duration.ofSeconds(30).toMillis();

    // As root, Chromium has no sandbox to offer. The rest keeps it from asking for what is not of this machine.
    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final String[] granterFlags;
    private final List<Person> people = new ArrayList<>();
    Room room;
    Shop shop;
    private Playwright playwright;
    private Browser browser;

    /** @param granterFlags the room's settings */
    Site(String... granterFlags) {
        this.granterFlags = granterFlags;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var machine = Machine.require();
        shop = new Shop();
        room = new Room(shop.origin(), granterFlags);
        playwright = Playwright.create(new CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", machine.node().toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(machine.chromium())
                        .setArgs(SWITCHES));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        room.empty();
    }

    /** Somebody with a browser of their own, who has not come to the page yet. */
    Person person() {
        return person(new NewContextOptions());
    }

    Person person(NewContextOptions browserOfTheirs) {
        var context = browser.newContext(browserOfTheirs.setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE);
        var person = new Person(context, room.page(shop.seats()), List.of(room.origin(), shop.origin()));
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

    @Override
    public void afterAll(ExtensionContext context) {
        for (var part : new AutoCloseable[] {playwright, room, shop}) {
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
