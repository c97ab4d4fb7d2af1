package io.waitingroom.system;

import io.waitingroom.bench.Bench;
import io.waitingroom.faults.Faults;
import io.waitingroom.hostile.Hostile;
import io.waitingroom.process.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that concern the whole system; {@code ./waiting-room} starts the tiers by themselves. */
@Command(
        name = "waiting-room",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "A virtual waiting room. See also: api-server --help, granter-worker --help.",
        subcommands = {Local.class, Memory.class, Bench.class, Faults.class, Hostile.class})
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
                "a command is missing: local, memory, bench, faults, hostile, api-server or granter-worker");
    }
}
