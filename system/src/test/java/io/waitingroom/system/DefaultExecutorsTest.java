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
 * Tests that the tiers use only executors that they chose. Java's default starts a thread for each task on up to two processors,
 * and uses a pool shared by the whole process on more.
 */
class DefaultExecutorsTest {
    /** A call of a method that uses a default executor, in the output of the JDK's disassembler. */
    private static final Pattern DEFAULT_EXECUTOR_CALL = Pattern.compile("Method \\S*(Complet\\w+"
            + "\\.(delayedExecutor|\\w+Async):\\((?!\\S*Ljava/util/concurrent/Executor;\\S*\\))"
            + "|\\.(commonPool|parallelStream|parallel|newCachedThreadPool):)");

    @ParameterizedTest
    @ValueSource(strings = {"shared-model", "api-server", "granter-worker"})
    void tierNeverUsesADefaultExecutor(String module) throws IOException {
        assertThat(defaultExecutorCalls(Path.of("..", module, "target", "classes")))
                .isEmpty();
    }

    @Test
    void checkFindsDefaultExecutors() throws IOException {
        var found = defaultExecutorCalls(Path.of("target", "test-classes", "io", "waitingroom", "system"));
        assertThat(found).hasSize(3);
    }

    private static List<String> defaultExecutorCalls(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            var names = files.map(Path::toString).filter(name -> name.endsWith(".class"));
            var lines = disassemble(names.toArray(String[]::new)).lines();
            return lines.filter(line -> DEFAULT_EXECUTOR_CALL.matcher(line).find())
                    .toList();
        }
    }

    private static String disassemble(String... files) {
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

    /** Uses a default executor three times, and an explicit one once. */
    static final class Sample {
        void run(Executor mine, CompletableFuture<Void> before) {
            CompletableFuture.runAsync(() -> {});
            CompletableFuture.runAsync(() -> {}, mine);
            before.thenRunAsync(() -> {});
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
        }
    }
}
