package io.waitingroom.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses one line of the output of Redis's command MONITOR. The line has a time, a source, and the words of a command. Each
 * word is quoted in the format of Redis's function sdscatrepr.
 */
final class MonitorLine {
    private MonitorLine() {}

    /** Writes the command of the line in the wire format of Redis (RESP). */
    static void writeCommand(String line, OutputStream out) throws IOException {
        var words = words(line.substring(line.indexOf("] ") + 2));
        out.write(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var word : words) {
            out.write(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(word);
            out.write('\r');
            out.write('\n');
        }
    }

    /**
     * Returns the words of a command as bytes.
     *
     * @param quoted the quoted words, such as {@code "HSET" "k" "\x00\n"}
     */
    static List<byte[]> words(String quoted) {
        var words = new ArrayList<byte[]>();
        for (int at = 0; at < quoted.length(); at++) {
            if (quoted.charAt(at) == '"') {
                var word = new ByteArrayOutputStream();
                at = readWord(quoted, at + 1, word);
                words.add(word.toByteArray());
            }
        }
        return words;
    }

    // Returns the index of the closing quote.
    private static int readWord(String quoted, int start, ByteArrayOutputStream word) {
        var at = start;
        while (quoted.charAt(at) != '"') {
            if (quoted.charAt(at) != '\\') {
                word.write(quoted.charAt(at));
                at += 1;
            } else if (quoted.charAt(at + 1) == 'x') {
                word.write(Integer.parseInt(quoted.substring(at + 2, at + 4), 16));
                at += 4;
            } else {
                word.write(escaped(quoted.charAt(at + 1)));
                at += 2;
            }
        }
        return at;
    }

    private static int escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> 7;
            case 'b' -> '\b';
            default -> letter;
        };
    }
}
