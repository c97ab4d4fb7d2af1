package io.waitingroom.bench;

import io.waitingroom.fleet.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the processor time and memory of a process. */
final class ProcessFigures {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private ProcessFigures() {}

    /** Returns the processor time that the process has used so far, in user mode and in the kernel. */
    static Duration processorTime(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Returns the resident memory of the process in bytes. */
    static long resident(Process process) throws IOException {
        var lines = Run.lines(List.of("ps", "-o", "rss=", "-p", Long.toString(process.pid())));
        return Long.parseLong(lines.get(0).trim()) * 1024;
    }

    /** Starts a garbage collection in a Java process. Returns the used heap after that, in bytes. */
    static long liveHeap(Process process) throws IOException {
        jcmd(process, "GC.run");
        return jcmd(process, "GC.heap_info").stream()
                .map(USED::matcher)
                .filter(used -> used.find())
                .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> jcmd(Process process, String command) throws IOException {
        return Run.lines(List.of(JavaProcess.program("jcmd"), Long.toString(process.pid()), command));
    }
}
