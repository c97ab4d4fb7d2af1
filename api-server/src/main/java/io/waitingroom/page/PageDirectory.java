package io.waitingroom.page;

import io.waitingroom.process.UnusableFlagException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files by which a team makes the page its own, read once: {@code logo.svg}, {@code brand.css}, {@code page.html},
 * {@code texts/<language>.json}, and whatever lies under {@code assets/}.
 */
final class PageDirectory {
    static final String FLAG = "--page-dir";
    static final PageDirectory NONE = new PageDirectory(null);

    private static final String JSON = ".json";
    private static final int DEEPEST = 8;
    private static final long LARGEST = 2 * 1024 * 1024;

    private final Path directory;

    private PageDirectory(Path directory) {
        this.directory = directory;
    }

    static PageDirectory of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UnusableFlagException(FLAG, directory + " is not a directory");
        }
        return new PageDirectory(directory);
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(directory)
                .map(it -> it.resolve(name))
                .filter(Files::exists)
                .map(file -> bytes(name, file));
    }

    Optional<String> text(String name) {
        return file(name).map(bytes -> {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw broken(name, "it is not UTF-8");
            }
        });
    }

    /** What lies under {@code assets/}, by its path below that. */
    Map<String, Asset> assets() {
        var assets = new TreeMap<String, Asset>();
        for (var name : names("assets")) {
            var type =
                    Asset.typeOf(name).orElseThrow(() -> broken("assets/" + name, "files of this kind are not served"));
            assets.put(name, Asset.of(file("assets/" + name).orElseThrow(), type));
        }
        return assets;
    }

    /** The languages that there are texts in, each with what its file says. */
    Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        for (var name : names("texts")) {
            if (!name.endsWith(JSON)) {
                throw broken("texts/" + name, "it is not called <language>.json");
            }
            texts.put(
                    name.substring(0, name.length() - JSON.length()),
                    text("texts/" + name).orElseThrow());
        }
        return texts;
    }

    static UnusableFlagException broken(String file, String reason) {
        return new UnusableFlagException(FLAG, file + ": " + reason);
    }

    // Links are followed, since Kubernetes mounts each file as one; the hidden directory that they lead to is passed
    // by.
    private Iterable<String> names(String below) {
        if (directory == null || !Files.isDirectory(directory.resolve(below))) {
            return Stream.<String>empty()::iterator;
        }
        var root = directory.resolve(below);
        try (var files = Files.walk(root, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(PageDirectory::isShown)
                    .map(PageDirectory::withSlashes)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw broken(below, "it cannot be read");
        }
    }

    private static boolean isShown(Path path) {
        for (var step : path) {
            if (step.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static String withSlashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static byte[] bytes(String name, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw broken(name, "it is larger than " + LARGEST + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw broken(name, "it cannot be read");
        }
    }
}
