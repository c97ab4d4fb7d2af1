package io.waitingroom.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The programs that the browser tests need: Chromium, and the Node.js that Playwright runs on. */
record Machine(Path chromium, Path node) {
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    /** Skips the calling test if a program is missing. Fails it instead if environment variable CI is true. */
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

    private static void missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
    }

    /** A program named by the environment variable takes precedence over the search path. */
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
