package io.waitingroom.system;

import io.waitingroom.granter.GranterWorker;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that the launcher passes on to every granter, with the granter's own meanings and defaults. */
final class RoomOptions {
    private final List<String> arguments = new ArrayList<>();

    @Option(names = "--capacity", paramLabel = "SESSIONS", description = "most sessions that are ACTIVE at once")
    void capacity(String value) {
        pass("--capacity", value);
    }

    @Option(names = "--batch-size", paramLabel = "SESSIONS", description = "most activations in one window")
    void batchSize(String value) {
        pass("--batch-size", value);
    }

    @Option(names = "--rate-ms", paramLabel = "MS", description = "length of a window")
    void rate(String value) {
        pass("--rate-ms", value);
    }

    @Option(names = "--waiting-ttl", paramLabel = "TIME", description = "life of a WAITING session")
    void waitingTtl(String value) {
        pass("--waiting-ttl", value);
    }

    @Option(names = "--active-ttl", paramLabel = "TIME", description = "life of an ACTIVE session")
    void activeTtl(String value) {
        pass("--active-ttl", value);
    }

    @Option(names = "--claim-ttl", paramLabel = "TIME", description = "time to the first heartbeat once ACTIVE, or off")
    void claimTtl(String value) {
        pass("--claim-ttl", value);
    }

    @Option(names = "--max-active", paramLabel = "TIME", description = "life of an ACTIVE session in all, or off")
    void maxActive(String value) {
        pass("--max-active", value);
    }

    @Option(names = "--retention", paramLabel = "TIME", description = "how long an ended session stays readable")
    void retention(String value) {
        pass("--retention", value);
    }

    @Option(names = "--lease-ttl", paramLabel = "TIME", description = "how long a dead leader counts as leading")
    void leaseTtl(String value) {
        pass("--lease-ttl", value);
    }

    private void pass(String flag, String value) {
        if (value != null) {
            arguments.add(flag + "=" + value);
        }
    }

    /** The flags that were given, checked by the granter's own rules. */
    List<String> checked(CommandSpec launcher) {
        try {
            new CommandLine(new GranterWorker()).parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new ParameterException(launcher.commandLine(), e.getMessage());
        }
        return List.copyOf(arguments);
    }
}
