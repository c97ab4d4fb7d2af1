package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private final String readme = Repository.text("README.md");

    @Test
    void namesEveryFlag() {
        assertThat(flags()).contains("--port", "--capacity", "--granters").allMatch(this::isNamed);
    }

    private static List<String> flags() {
        return Stream.concat(Tier.all().stream(), Stream.of(new Tier("local", new Local())))
                .flatMap(tier -> tier.flags().stream())
                .flatMap(flag -> Stream.of(flag.names()))
                .distinct()
                .toList();
    }

    // Wholly, not as a part of a longer name.
    private boolean isNamed(String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(readme)
                .find();
    }
}
