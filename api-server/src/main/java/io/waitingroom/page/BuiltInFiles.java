package io.waitingroom.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The page's default files, in the resources of this package. */
final class BuiltInFiles {
    static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "ar", "he", "ja", "zh");

    private static final List<String> SCRIPTS =
            List.of("1-memory", "2-words", "3-screen", "4-alert", "5-room", "6-place", "7-page");

    private BuiltInFiles() {}

    static byte[] file(String name) {
        try (var file = BuiltInFiles.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    /** Concatenates the scripts into one, so that each of a million simultaneous visitors fetches one file instead of seven. */
    static byte[] script() {
        return SCRIPTS.stream()
                .map(name -> text("script/" + name + ".js"))
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
