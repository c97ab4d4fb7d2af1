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

/** Runs a process from its command line: bad input is one line that names the flag, and exit code 2. */
public final class Program {
    private Program() {}

    /** @return the process's exit code */
    public static int run(Callable<Integer> command, String... arguments) {
        return commandLine(command)
                .setParameterExceptionHandler((error, given) -> complain(error.getCommandLine(), error))
                .setExecutionExceptionHandler((error, line, result) -> {
                    if (error instanceof UnusableFlagException) {
                        return complain(line, error);
                    }
                    LoggerFactory.getLogger(Program.class).error("Ended by an error", error);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /** A command line whose flags are {@link FromEnvironment}, and whose help says so. */
    public static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setDefaultValueProvider(new Environment())
                .setHelpFactory(FlagHelp::new);
    }

    private static int complain(CommandLine line, Exception error) {
        var message = error.getMessage().lines().findFirst().orElse(error.toString());
        line.getErr().println(line.getCommandName() + ": " + message);
        return CommandLine.ExitCode.USAGE;
    }

    /**
     * Ends this process with exit code 2 if the first Redis that it reaches turns out not to be fit.
     *
     * @param verdict completes with the reason, if there is one
     */
    public static void endIfUnfit(String command, CompletionStage<Optional<String>> verdict) {
        verdict.thenAccept(reason -> reason.ifPresent(why -> {
            System.err.println(command + ": --redis-uri: Redis cannot be used: " + why
                    + " (--allow-unsafe-redis puts up with eviction)");
            new Thread(() -> System.exit(CommandLine.ExitCode.USAGE), "unfit-redis").start();
        }));
    }

    /** The version of this build. */
    public static String version() {
        var properties = new Properties();
        try (var file = Program.class.getResourceAsStream("/version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** What {@code --version} prints. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"waiting-room " + version()};
        }
    }
}
