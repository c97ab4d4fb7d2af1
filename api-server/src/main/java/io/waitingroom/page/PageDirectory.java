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
 * The directory of {@code --page-dir}. Files in this directory replace or extend the page's own files. This directory may contain
 * {@code logo.svg}, {@code brand.css}, {@code page.html}, {@code texts/<language>.json}, and any files under {@code assets/}. All
 * files are read only at startup.
 */
final class PageDirectory {
    static final String FLAG = "--page-dir";
    static final PageDirectory NONE = new PageDirectory(null);

    private static final String JSON = ".json";
    private static final int MAX_DEPTH = 8;
    private static final long MAX_BYTES = 2 * 1024 * 1024;

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

    /** Returns the files under {@code assets/}. The key of each file is its path relative to {@code assets/}. */
    Map<String, Asset> assets() {
        var assets = new TreeMap<String, Asset>();
        for (var name : names("assets")) {
            var type =
                    Asset.typeOf(name).orElseThrow(() -> broken("assets/" + name, "files of this kind are not served"));
            assets.put(name, Asset.of(file("assets/" + name).orElseThrow(), type));
        }
        return assets;
    }

    /** Returns the JSON source of each file under {@code texts/}. The key is the language of the file. */
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

    // Symbolic links are followed: Kubernetes mounts each file of a ConfigMap as a link. The hidden directory to
    // which these links point is skipped.
    private Iterable<String> names(String subdirectory) {
        if (directory == null || !Files.isDirectory(directory.resolve(subdirectory))) {
            return Stream.<String>empty()::iterator;
        }
        var root = directory.resolve(subdirectory);
        try (var files = Files.walk(root, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(PageDirectory::isVisible)
                    .map(PageDirectory::withSlashes)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw broken(subdirectory, "it cannot be read");
        }
    }

    private static boolean isVisible(Path path) {
        for (var name : path) {
            if (name.toString().startsWith(".")) {
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
            if (Files.size(file) > MAX_BYTES) {
                throw broken(name, "it is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw broken(name, "it cannot be read");
        }
    }
}
