package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackagesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "waitingroom");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?io\\.waitingroom\\.(\\w+)\\.", Pattern.MULTILINE);
    /** A package may import only the packages before it in this list. */
    private static final List<String> BOTTOM_UP =
            List.of("http", "client", "permit", "status", "stream", "page", "routes", "api");

    static List<String> packages() {
        return BOTTOM_UP;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyPackagesBelowIt(String name) throws IOException {
        var above = BOTTOM_UP.subList(BOTTOM_UP.indexOf(name) + 1, BOTTOM_UP.size());
        try (var files = Files.list(SOURCES.resolve(name))) {
            for (var file : files.toList()) {
                assertThat(IMPORT.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                        .as(file.toString())
                        .noneMatch(above::contains);
            }
        }
    }

    @Test
    void everyPackageIsListed() throws IOException {
        try (var files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(BOTTOM_UP);
        }
    }
}
