package io.waitingroom.examples;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the installed programs and the example directories that the tests need. */
final class Installed {
    private Installed() {}

    /** Skips the calling test if the program is missing. Fails it instead if environment variable CI is true. */
    static Path require(String name) {
        var directories = (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator);
        var found = Arrays.stream(directories)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            var message = name + " is missing: apt-get install " + name;
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            Assumptions.abort(message);
        }
        return found.orElseThrow();
    }

    /** A subdirectory of the repository's examples. */
    static Path example(String name) {
        return Stream.of(Path.of("examples"), Path.of("..", "examples"))
                .map(root -> root.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow()
                .toAbsolutePath()
                .normalize();
    }
}
