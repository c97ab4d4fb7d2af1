package io.waitingroom.system;

import io.waitingroom.api.ApiServer;
import io.waitingroom.granter.GranterWorker;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** A command by the flags that it has. */
record Tier(String name, Object command) {
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{env:(\\w+):-(.*)}");

    static List<Tier> all() {
        return List.of(new Tier("api-server", new ApiServer()), new Tier("granter-worker", new GranterWorker()));
    }

    static Tier named(String name) {
        return all().stream().filter(tier -> tier.name.equals(name)).findFirst().orElseThrow();
    }

    /** Its own flags, without --help and --version. */
    List<OptionSpec> flags() {
        return new CommandLine(command)
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .toList();
    }

    /** The environment variables that it reads, each with its flag. */
    Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        for (var flag : flags()) {
            var found = DEFAULT.matcher(defaultAsWritten(flag));
            if (found.matches()) {
                variables.put(found.group(1), flag.longestName());
            }
        }
        return variables;
    }

    /** What a flag is where neither the command line nor the environment says otherwise. */
    String defaultOf(String flag) {
        var option = flags().stream()
                .filter(it -> it.longestName().equals(flag))
                .findFirst()
                .orElseThrow();
        var found = DEFAULT.matcher(defaultAsWritten(option));
        return found.matches() ? found.group(2) : option.defaultValue();
    }

    // picocli itself shows it only with the environment's values put in.
    private static String defaultAsWritten(OptionSpec flag) {
        return ((AnnotatedElement) flag.userObject())
                .getAnnotation(Option.class)
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
