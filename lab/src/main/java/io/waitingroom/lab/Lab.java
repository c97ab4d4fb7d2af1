package io.waitingroom.lab;

import io.waitingroom.bench.Bench;
import io.waitingroom.faults.Faults;
import io.waitingroom.hostile.Hostile;
import io.waitingroom.process.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program with the commands that measure, break and attack a whole waiting room. */
@Command(
        name = "waiting-room",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Measures, breaks and attacks a whole waiting room on this machine.",
        subcommands = {Memory.class, Bench.class, Faults.class, Hostile.class})
final class Lab implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Program.run(new Lab(), arguments));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing: memory, bench, faults or hostile");
    }
}
