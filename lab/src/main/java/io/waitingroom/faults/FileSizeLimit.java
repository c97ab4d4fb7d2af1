package io.waitingroom.faults;

import io.waitingroom.faults.Fault.UnsupportedFaultException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulates a full disk for one process. Limits the size of the files of that process with setrlimit, so that writes beyond the
 * limit fail.
 */
final class FileSizeLimit {
    private static final long FREE_BYTES = 4_096;

    private FileSizeLimit() {}

    /**
     * Checks that this machine has the program prlimit.
     *
     * @throws UnsupportedFaultException if prlimit is missing
     */
    static void require() {
        if (!Programs.has("prlimit")) {
            throw new UnsupportedFaultException("prlimit (of util-linux) is missing");
        }
    }

    /**
     * Makes the process ignore the signal SIGXFSZ, so that its writes fail at the limit. Otherwise this signal would end the
     * process.
     */
    static void ignoreSignal(ProcessBuilder builder) {
        var command = new ArrayList<>(List.of("bash", "-c", "trap '' XFSZ; exec \"$@\"", "bash"));
        command.addAll(builder.command());
        builder.command(command);
    }

    /** Limits each file of a process to this size plus a few kilobytes. */
    static void set(long pid, long bytes) {
        Programs.run("prlimit", "--pid=" + pid, "--fsize=" + (bytes + FREE_BYTES) + ":unlimited");
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
