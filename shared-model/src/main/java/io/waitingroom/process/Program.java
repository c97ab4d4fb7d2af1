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

/** Runs a process from its command line. Invalid input prints one line that names the flag, and exits with code 2. */
public final class Program {
    private Program() {}

    /** @return the exit code */
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
     * Creates a command line whose flags can also be set by {@link FromEnvironment environment variables}, which its
     * help lists.
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
     * Exits this process with code 2 if the first Redis that it reaches is not fit.
     *
     * @param verdict completes with the reason, if there is one
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
