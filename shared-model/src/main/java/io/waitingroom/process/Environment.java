package io.waitingroom.process;

import java.lang.reflect.Member;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads flags that the command line leaves out from the environment, before their defaults hold. */
public final class Environment implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec flag
                ? variable(flag)
                        .map(System::getenv)
                        .filter(value -> !value.isEmpty())
                        .orElse(null)
                : null;
    }

    /** The environment variable of a flag; empty for a flag of a class that is not {@link FromEnvironment}. */
    public static Optional<String> variable(OptionSpec flag) {
        return Optional.ofNullable(declaring(flag))
                .map(type -> type.getAnnotation(FromEnvironment.class))
                .map(environment -> environment.prefix()
                        + flag.longestName()
                                .replaceFirst("^--", "")
                                .replace('-', '_')
                                .toUpperCase(Locale.ROOT));
    }

    // A flag that was not declared by a field names its class itself.
    private static Class<?> declaring(OptionSpec flag) {
        if (flag.userObject() instanceof Member field) {
            return field.getDeclaringClass();
        }
        return flag.userObject() instanceof Class<?> type ? type : null;
    }
}
