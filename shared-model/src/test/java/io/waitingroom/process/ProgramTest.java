package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Sample sample = new Sample();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @ParameterizedTest
    @CsvSource({
        "--redis-uri=nonsense, --redis-uri",
        "--allow-unsafe-redis=perhaps, --allow-unsafe-redis",
        "--management-port=eighty, --management-port",
        "--management-port=65536, --management-port",
        "--unknown, --unknown"
    })
    void badValuePrintsOneLineWithItsFlagAndExits2(String argument, String flag) {
        assertThat(Program.run(sample, argument)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(flag);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hunter2@host",
                "redis://user:hunter2@host:port",
                "redis://user:hunter2@",
                "user:hunter2@host",
                "redis://user:hunt er2@host",
                "redis://:hunter2^@host:6379",
                "redis-sentinel://:hunter2@host",
                "redis://user:hunter2@host:6379/zero",
                "redis://user:hunter2@host:99999",
                "redis://:hunter2#x@host"
            })
    void passwordInABadRedisUriIsNotPrinted(String uri) {
        assertThat(Program.run(sample, "--redis-uri", uri)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--redis-uri")
                .doesNotContain("hunt")
                .doesNotContain("er2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://host:port", "redis://my_host:6379", "redis://host,other:6379"})
    void redisUriWithAnAmbiguousHostAndPortIsRefused(String uri) {
        assertThat(Program.run(sample, "--redis-uri", uri)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://host",
                "redis://[::1]:6379",
                "rediss://user:p%23@host:1/2",
                "redis-sentinel://:p@host:1,other#primary"
            })
    void everyDocumentedFormOfRedisUriIsAccepted(String uri) {
        assertThat(Program.run(sample, "--redis-uri", uri)).isZero();
    }

    @Test
    void unusableFlagPrintsOneLineAndExits2() {
        sample.fails = new UnusableFlagException("--management-port", "9090 cannot be used");
        assertThat(Program.run(sample)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("sample: --management-port: 9090 cannot be used");
    }

    @Test
    void anyOtherErrorExits1() {
        sample.fails = new IllegalStateException("broken on purpose by a test");
        assertThat(Program.run(sample)).isEqualTo(1);
    }

    @Test
    void versionIsPrinted() {
        assertThat(Program.run(sample, "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("waiting-room \\d+\\..*\\R");
    }

    @Test
    void flagsAreRead() {
        var arguments = new String[] {
            "--redis-uri=redis://:p@example.test:7000",
            "--allow-unsafe-redis",
            "--management-host=::1",
            "--management-port=7"
        };
        assertThat(Program.run(sample, arguments)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("example.test:7000 true ::1:7");
    }
}
