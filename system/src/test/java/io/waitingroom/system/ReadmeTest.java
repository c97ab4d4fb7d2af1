package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.process.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class ReadmeTest {
    private final String readme = Repository.text("README.md");

    /** A row of a settings table. */
    private record Row(String flag, String variable, String meaning, String defaultValue) {
        static Row read(String line) {
            var cells = Arrays.stream(line.split(" \\| "))
                    .map(cell -> cell.replaceAll("^\\| | \\|$", ""))
                    .toList();
            return new Row(code(cells.get(0)), code(cells.get(1)), cells.get(2), cells.get(3));
        }

        private static String code(String cell) {
            return cell.replace("`", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-server", "granter-worker"})
    void tableListsExactlyTheFlagsOfATierWithTheirVariables(String tier) {
        var flags = Tier.named(tier).flags();
        assertThat(table(tier))
                .extracting(row -> row.flag + " " + row.variable)
                .containsExactlyInAnyOrderElementsOf(flags.stream()
                        .map(flag -> flag.longestName() + " "
                                + Environment.variable(flag).orElseThrow())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-server", "granter-worker"})
    void tableStatesTheDefaultOfEveryFlag(String tier) {
        for (var row : table(tier)) {
            var defaultValue = flag(tier, row.flag).defaultValue();
            assertThat(row.defaultValue)
                    .as(row.flag)
                    .matches(cell -> Optional.ofNullable(defaultValue)
                            .map(value -> cell.startsWith("`" + value + "`"))
                            .orElse(!cell.startsWith("`")));
        }
    }

    @Test
    void readmeNamesEveryFlagOfTheLauncher() {
        var launcher = new Tier("local", new Local());
        assertThat(launcher.flags())
                .extracting(OptionSpec::longestName)
                .contains("--granters")
                .allMatch(this::isNamed);
    }

    private static OptionSpec flag(String tier, String name) {
        return Tier.named(tier).flags().stream()
                .filter(flag -> flag.longestName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> table(String tier) {
        var section = readme.substring(readme.indexOf("\n### " + tier + "\n") + 5);
        return section.substring(0, section.indexOf("\n### "))
                .lines()
                .filter(line -> line.startsWith("| `--"))
                .map(Row::read)
                .toList();
    }

    // Matches the whole name, not a part of a longer one.
    private boolean isNamed(String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(readme)
                .find();
    }
}
