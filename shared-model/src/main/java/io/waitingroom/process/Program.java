package io.waitingroom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/**
 * Runs a process from its command line. If the input is invalid, it prints one line that names the flag, and the exit
 * code is 2.
 */
public final class Program {
    private Program() {}

    /**
     * Runs a command with these arguments.
     *
     * @return the exit code of the process
     */
    public static int run(Callable<Integer> command, String... arguments) {
        return commandLine(command)
                .setParameterExceptionHandler((error, given) -> printError(error.getCommandLine(), error))
                .setExecutionExceptionHandler((error, line, result) -> {
                    if (error instanceof UnusableFlagException) {
                        return printError(line, error);
                    }
                    LoggerFactory.getLogger(Program.class).error("The process failed", error);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /**
     * Creates the command line of a command. The flags can also be set by {@link FromEnvironment environment
     * variables}. The help text lists these variables.
     */
    public static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setDefaultValueProvider(new Environment())
                .setHelpFactory(FlagHelp::new);
    }

    private static int printError(CommandLine line, Exception error) {
        var message = error.getMessage().lines().findFirst().orElse(error.toString());
        line.getErr().println(line.getCommandName() + ": " + message);
        return CommandLine.ExitCode.USAGE;
    }

    /**
     * Exits this process with code 2 if the first Redis that the process reaches does not meet the requirements.
     *
     * @param command the name of the command, for the error message
     * @param verdict the future result of the check. It completes with the reason why this Redis must not be used,
     *     or with empty if it may be used
     */
    public static void endIfUnfit(String command, CompletionStage<Optional<String>> verdict) {
        verdict.thenAccept(reason -> reason.ifPresent(why -> {
            System.err.println(command + ": --redis-uri: Redis cannot be used: " + why
                    + " (--allow-unsafe-redis accepts eviction)");
            new Thread(() -> System.exit(CommandLine.ExitCode.USAGE), "unfit-redis").start();
        }));
    }

    /** Returns the version of this build. */
    public static String version() {
        var properties = new Properties();
        try (var file = Program.class.getResourceAsStream("/version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Provides the output of {@code --version}. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"waiting-room " + version()};
        }
    }
}
