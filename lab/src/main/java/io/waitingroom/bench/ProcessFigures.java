package io.waitingroom.bench;

import io.waitingroom.fleet.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What a process has taken from its machine. */
final class ProcessFigures {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private ProcessFigures() {}

    /** Processor time so far, user and system. */
    static Duration processorTime(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Memory that is resident, in bytes. */
    static long resident(Process process) throws IOException {
        var lines = Run.lines(List.of("ps", "-o", "rss=", "-p", Long.toString(process.pid())));
        return Long.parseLong(lines.get(0).trim()) * 1024;
    }

    /** What is left on the heap of a Java process after a collection, in bytes. */
    static long liveHeap(Process process) throws IOException {
        jcmd(process, "GC.run");
        return jcmd(process, "GC.heap_info").stream()
                .map(USED::matcher)
                .filter(used -> used.find())
                .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> jcmd(Process process, String what) throws IOException {
        return Run.lines(List.of(JavaProcess.program("jcmd"), Long.toString(process.pid()), what));
    }
}
