package io.waitingroom.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts Java programs from this process's own class path. The programs get this process's {@code -XX} flags, and exit when they run
 * out of memory.
 */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * Starts a program.
     *
     * @param main the name of the main class
     * @param environment the variables that are added to the environment of this process; secrets belong here, not in
     *     the arguments
     * @param output the function that receives each line that the process prints
     * @throws UncheckedIOException if the process cannot be started
     */
    public static Process start(
            String main, List<String> arguments, Map<String, String> environment, Consumer<String> output) {
        var command = new ArrayList<String>();
        command.add(program("java"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        ownFlags().forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            Output.forward(process, output);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> ownFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:"));
    }

    /** Returns the path of a program in this process's JDK, such as java or jcmd. */
    public static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
