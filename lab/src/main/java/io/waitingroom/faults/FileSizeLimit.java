package io.waitingroom.faults;

import io.waitingroom.faults.Fault.CannotBeMadeException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk that is full for one process: a limit on the size of its files (setrlimit), which writes fail at. */
final class FileSizeLimit {
    private static final long ROOM_LEFT = 4_096;

    private FileSizeLimit() {}

    /** @throws CannotBeMadeException where there is no prlimit */
    static void require() {
        if (!Programs.has("prlimit")) {
            throw new CannotBeMadeException("prlimit (of util-linux) is missing");
        }
    }

    /** Makes a process to be started one whose writes fail at the limit, rather than that a signal ends it. */
    static void survivable(ProcessBuilder builder) {
        var command = new ArrayList<>(List.of("bash", "-c", "trap '' XFSZ; exec \"$@\"", "bash"));
        command.addAll(builder.command());
        builder.command(command);
    }

    /** No file of this process may be longer, from now on, but for a few kilobytes. */
    static void set(long pid, long bytes) {
        Programs.run("prlimit", "--pid=" + pid, "--fsize=" + (bytes + ROOM_LEFT) + ":unlimited");
    }

    static void lift(long pid) {
        Programs.run("prlimit", "--pid=" + pid, "--fsize=unlimited:unlimited");
    }

    static long largestFile(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.map(Path::toFile).mapToLong(File::length).max().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
