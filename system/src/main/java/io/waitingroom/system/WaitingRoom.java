package io.waitingroom.system;

import io.waitingroom.process.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the commands of the launcher. The script {@code ./waiting-room} starts API servers, granters and the lab
 * directly, without this class.
 */
@Command(
        name = "waiting-room",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description =
                "A virtual waiting room. See also, each with --help: api-server, granter-worker, keys, memory, bench, faults, hostile.",
        subcommands = Local.class)
final class WaitingRoom implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Program.run(new WaitingRoom(), arguments));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: local, memory, bench, faults, hostile, api-server, granter-worker or keys");
    }
}
