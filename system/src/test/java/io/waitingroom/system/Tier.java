package io.waitingroom.system;

import io.waitingroom.api.ApiServer;
import io.waitingroom.granter.GranterWorker;
import io.waitingroom.process.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A tier's command, described by its flags. */
record Tier(String name, Object command) {
    static List<Tier> all() {
        return List.of(new Tier("api-server", new ApiServer()), new Tier("granter-worker", new GranterWorker()));
    }

    static Tier named(String name) {
        return all().stream().filter(tier -> tier.name.equals(name)).findFirst().orElseThrow();
    }

    /** The tier's own flags, without --help and --version. */
    List<OptionSpec> flags() {
        return new CommandLine(command)
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .toList();
    }

    /** The environment variables that the tier reads, each with its flag. */
    Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        for (var flag : flags()) {
            Environment.variable(flag).ifPresent(name -> variables.put(name, flag.longestName()));
        }
        return variables;
    }

    /** The default of a flag. */
    String defaultOf(String flag) {
        return flags().stream()
                .filter(it -> it.longestName().equals(flag))
                .findFirst()
                .orElseThrow()
                .defaultValue();
    }

    /** @throws CommandLine.ParameterException if the tier refuses a value */
    void read(Map<String, String> environment) {
        var arguments = environment.entrySet().stream()
                .map(entry -> variables().get(entry.getKey()) + "=" + entry.getValue())
                .toArray(String[]::new);
        new CommandLine(command).parseArgs(arguments);
    }
}
