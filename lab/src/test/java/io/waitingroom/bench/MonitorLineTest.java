package io.waitingroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MonitorLineTest {
    @Test
    void monitorLineBecomesTheCommandOnTheWire() throws IOException {
        var line = "1795365159.951 [0 lua] \"HSET\" \"key\" \"7\" \"W\\x00\\xff\\n\\\"\\\\a\\a\"";
        var out = new ByteArrayOutputStream();
        MonitorLine.writeCommand(line, out);
        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("*4\r\n$4\r\nHSET\r\n$3\r\nkey\r\n$1\r\n7\r\n$8\r\nW\0\u00ff\n\"\\a\7\r\n");
    }
}
