package io.waitingroom.seatmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.process.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(Resources.SYSTEM_ERR)
class FlagsTest {
    private static String errorOutput(String... flags) {
        var err = System.err;
        var output = new ByteArrayOutputStream();
        System.setErr(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertThat(Program.run(new SeatMap(), flags)).isEqualTo(2);
        } finally {
            System.setErr(err);
        }
        return output.toString(StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 99999",
        "--port, x",
        "--leeway, 1h",
        "--leeway, ten",
        "--jwks-url, jwks.json",
        "--jwks-url, http://localhost:8080/keys",
        "--jwks-url, 'not a url'",
        "--waiting-page, /elsewhere",
        "--waiting-page, //evil.example/waiting-room",
        "--waiting-page, http://localhost:8080/",
        "--waiting-page, javascript:alert(1)//waiting-room"
    })
    void invalidValueIsOneLineThatNamesTheFlag(String flag, String value) {
        assertThat(errorOutput(flag, value))
                .startsWith("seat-map: ")
                .contains(flag)
                .doesNotContain("\n");
    }

    @Test
    void portInUseIsOneErrorLine() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = String.valueOf(taken.getLocalPort());
            assertThat(errorOutput("--port", port))
                    .isEqualTo("seat-map: --port: " + port + " on 127.0.0.1 cannot be used: it is taken");
        }
    }
}
