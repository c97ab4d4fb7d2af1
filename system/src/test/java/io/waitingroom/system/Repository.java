package io.waitingroom.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the files of this repository. */
final class Repository {
    private static final Path ROOT = find();

    private Repository() {}

    // Maven and IDEs run tests in the module's directory.
    private static Path find() {
        var root = Path.of(System.getProperty("user.dir")).toAbsolutePath().getParent();
        if (root == null || !Files.exists(root.resolve("k8s")) || !Files.exists(root.resolve("docker-compose.yml"))) {
            throw new IllegalStateException("the directory above " + System.getProperty("user.dir")
                    + " holds no k8s and docker-compose.yml: run this test in its module's directory");
        }
        return root;
    }

    /** @throws IllegalStateException if there is no such file */
    static String text(String path) {
        var file = ROOT.resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException("the repository has no " + path);
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the files in a directory, sorted. */
    static List<String> files(String directory) {
        try (var files = Files.list(ROOT.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses the documents of a YAML text. Duplicate keys are an error, as in Kubernetes' strict mode. */
    @SuppressWarnings("unchecked") // Each document here is a mapping, else its first use fails.
    static List<Map<String, Object>> documents(String yaml) {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        var documents = new Load(settings).loadAllFromString(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> (Map<String, Object>) document)
                .toList();
    }
}
