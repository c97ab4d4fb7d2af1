package io.waitingroom.examples;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine that an example is tried with. */
final class Installed {
    private Installed() {}

    /** Skips the tests that ask where the program is missing, but fails them where environment variable CI is true. */
    static Path require(String name) {
        var directories = (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator);
        var found = Arrays.stream(directories)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            var what = name + " is missing: apt-get install " + name;
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(what);
            }
            Assumptions.abort(what);
        }
        return found.orElseThrow();
    }

    /** A directory of the repository's examples. */
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
