package io.waitingroom.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An environment that browser tests share, since it takes seconds to start: a room with its page, a shop, and Chromium. */
final class BrowserEnvironment implements AutoCloseable {
    // Chromium's sandbox does not work as root. The other switches prevent requests to other machines.
    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    final Shop shop;
    final Room room;
    final Browser browser;
    private final List<Path> profiles = new ArrayList<>();
    private final Machine machine;
    private final Playwright playwright;

    /** Skips the calling test, or fails it, if the machine has no browser. */
    BrowserEnvironment() {
        machine = Machine.require();
        shop = new Shop();
        room = new Room(shop.origin());
        playwright = Playwright.create(new CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", machine.node().toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(machine.chromium())
                        .setArgs(SWITCHES));
    }

    /** Starts a separate browser that blocks all cookies. It ends when its only context is closed. */
    BrowserContext withoutCookies() {
        try {
            var profile = Files.createTempDirectory("waiting-room-browser");
            profiles.add(profile);
            var settings = Files.createDirectories(profile.resolve("Default")).resolve("Preferences");
            Files.writeString(settings, "{\"profile\":{\"default_content_setting_values\":{\"cookies\":2}}}");
            return playwright
                    .chromium()
                    .launchPersistentContext(
                            profile,
                            new LaunchPersistentContextOptions()
                                    .setExecutablePath(machine.chromium())
                                    .setArgs(SWITCHES)
                                    .setLocale("en-GB"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
        profiles.forEach(BrowserEnvironment::delete);
        room.close();
        shop.close();
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
