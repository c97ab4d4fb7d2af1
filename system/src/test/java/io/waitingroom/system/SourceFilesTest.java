package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceFilesTest {
    private static final int MAX_LINES = 300;
    private static final List<String> ENDINGS = List.of(".java", ".lua", ".js", ".conf", ".cfg");

    @Test
    void sourceFilesStayWithinTheLineLimit() throws IOException {
        try (var files = Files.walk(Path.of(".."))) {
            assertThat(files.filter(SourceFilesTest::isSource))
                    .hasSizeGreaterThan(500)
                    .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(MAX_LINES));
        }
    }

    private static boolean isSource(Path file) {
        var path = file.toString();
        return ENDINGS.stream().anyMatch(path::endsWith)
                && Stream.of("/target/", "/node_modules/", "/.git/").noneMatch(path::contains);
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
