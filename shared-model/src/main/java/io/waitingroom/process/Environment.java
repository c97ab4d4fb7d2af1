package io.waitingroom.process;

import java.lang.reflect.Member;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Reads the default values of flags from environment variables. A variable overrides the built-in default value of its
 * flag.
 */
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

    /**
     * Returns the name of a flag's environment variable. Returns empty if the class that declares the flag does not
     * have the annotation {@link FromEnvironment}.
     */
    public static Optional<String> variable(OptionSpec flag) {
        return Optional.ofNullable(declaringClass(flag))
                .map(type -> type.getAnnotation(FromEnvironment.class))
                .map(environment -> environment.prefix()
                        + flag.longestName()
                                .replaceFirst("^--", "")
                                .replace('-', '_')
                                .toUpperCase(Locale.ROOT));
    }

    // A flag that no field declares has its class as its user object.
    private static Class<?> declaringClass(OptionSpec flag) {
        if (flag.userObject() instanceof Member field) {
            return field.getDeclaringClass();
        }
        return flag.userObject() instanceof Class<?> type ? type : null;
    }
}
