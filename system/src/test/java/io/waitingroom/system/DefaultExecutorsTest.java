package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No tier leaves work to an executor that it did not choose. Java's own starts a thread for each task on two processors,
 * and on more it shares a pool with everybody.
 */
class DefaultExecutorsTest {
    /** A method and the types that it takes, as the JDK's disassembler shows a call. */
    private static final Pattern LEFT_TO_JAVA = Pattern.compile("Method \\S*(Complet\\w+"
            + "\\.(delayedExecutor|\\w+Async):\\((?!\\S*Ljava/util/concurrent/Executor;\\S*\\))"
            + "|\\.(commonPool|parallelStream|parallel|newCachedThreadPool):)");

    @ParameterizedTest
    @ValueSource(strings = {"shared-model", "api-server", "granter-worker"})
    void noTierUsesOne(String module) throws IOException {
        assertThat(leftToJava(Path.of("..", module, "target", "classes"))).isEmpty();
    }

    @Test
    void oneThatIsUsedIsFound() throws IOException {
        var found = leftToJava(Path.of("target", "test-classes", "io", "waitingroom", "system"));
        assertThat(found).hasSize(3);
    }

    private static List<String> leftToJava(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            var names = files.map(Path::toString).filter(name -> name.endsWith(".class"));
            var lines = disassembled(names.toArray(String[]::new)).lines();
            return lines.filter(line -> LEFT_TO_JAVA.matcher(line).find()).toList();
        }
    }

    private static String disassembled(String... files) {
        var lines = new StringWriter();
        var errors = new StringWriter();
        var options = Stream.of("-c", "-p");
        var status = ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(
                        new PrintWriter(lines),
                        new PrintWriter(errors),
                        Stream.concat(options, Stream.of(files)).toArray(String[]::new));
        assertThat(status).as(errors.toString()).isZero();
        return lines.toString();
    }

    /** Leaves three tasks to Java, and one to an executor of its own. */
    static final class Sample {
        void run(Executor mine, CompletableFuture<Void> before) {
            CompletableFuture.runAsync(() -> {});
            CompletableFuture.runAsync(() -> {}, mine);
            before.thenRunAsync(() -> {});
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
        }
    }
}
