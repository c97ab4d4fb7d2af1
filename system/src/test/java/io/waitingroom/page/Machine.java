package io.waitingroom.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The programs of this machine that tests in a browser need: Chromium, and the Node.js that Playwright drives it with. */
record Machine(Path chromium, Path node) {
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    /** Skips the tests that ask where a program is missing, but fails them where environment variable CI is true. */
    static Machine require() {
        var chromium = find("CHROMIUM", BROWSERS);
        var node = find("PLAYWRIGHT_NODEJS_PATH", List.of("node"));
        if (chromium.isEmpty()) {
            missing("Chromium is missing: apt-get install chromium, or name one in CHROMIUM");
        }
        if (node.isEmpty()) {
            missing("Node.js 20 or newer is missing: apt-get install nodejs, or name one in PLAYWRIGHT_NODEJS_PATH");
        }
        return new Machine(chromium.orElseThrow(), node.orElseThrow());
    }

    private static void missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(what);
        }
        Assumptions.abort(what);
    }

    /** What the environment names is meant, whatever else is there. */
    private static Optional<Path> find(String variable, List<String> names) {
        var named = System.getenv(variable);
        return named == null ? inPath(names) : Optional.of(Path.of(named)).filter(Files::isExecutable);
    }

    private static Optional<Path> inPath(List<String> names) {
        var directories = System.getenv("PATH").split(File.pathSeparator);
        return names.stream()
                .flatMap(name -> Arrays.stream(directories).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
