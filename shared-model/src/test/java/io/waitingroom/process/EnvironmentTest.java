package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flags that are set in the environment. A process cannot change its own environment, so each test starts a process. */
class EnvironmentTest {
    private static final Map<String, String> ALL = Map.of(
            "WAITING_ROOM_REDIS_URI", "redis://example.test:7000",
            "WAITING_ROOM_ALLOW_UNSAFE_REDIS", "true",
            "WAITING_ROOM_MANAGEMENT_HOST", "::1",
            "WAITING_ROOM_MANAGEMENT_PORT", "7");

    @Test
    void defaultsApplyWithoutAnyFlag() throws IOException {
        assertThat(run(Map.of())).isEqualTo("localhost:6379 false 0.0.0.0:9090");
    }

    @Test
    void environmentOverridesTheDefaults() throws IOException {
        assertThat(run(ALL)).isEqualTo("example.test:7000 true ::1:7");
    }

    @Test
    void commandLineOverridesTheEnvironment() throws IOException {
        assertThat(run(ALL, "--redis-uri=redis://other.test", "--allow-unsafe-redis=false", "--management-port=8"))
                .isEqualTo("other.test:6379 false ::1:8");
    }

    @Test
    void badValueInTheEnvironmentNamesItsFlag() throws IOException {
        assertThat(run(Map.of("WAITING_ROOM_MANAGEMENT_PORT", "eighty")))
                .startsWith("sample: ")
                .contains("--management-port")
                .hasLineCount(1);
    }

    private static String run(Map<String, String> environment, String... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Sample.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WAITING_ROOM_"));
        builder.environment().putAll(environment);
        try (var output = builder.start().getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
