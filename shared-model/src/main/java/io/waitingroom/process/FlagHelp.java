package io.waitingroom.process;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Renders the help text of a command. After the description of each flag, it adds the flag's environment variable and
 * default value.
 */
final class FlagHelp extends Help {
    private static final int DESCRIPTION = 4;

    FlagHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        var standard = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> {
            var rows = standard.render(option, labels, colors);
            var last = rows[rows.length - 1];
            last[DESCRIPTION] = last[DESCRIPTION].concat(suffix(option, colors));
            return rows;
        };
    }

    private static Text suffix(OptionSpec option, ColorScheme colors) {
        var parts = Stream.of(
                        Environment.variable(option),
                        Optional.ofNullable(option.defaultValue()).map(value -> "default " + value))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return colors.text(parts.isEmpty() ? "" : "; " + parts);
    }
}
