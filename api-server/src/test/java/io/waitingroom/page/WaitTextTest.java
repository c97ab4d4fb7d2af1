package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.WaitRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitTextTest {
    private static WaitText in(String language) {
        return new WaitText(TextFiles.read(PageDirectory.NONE).choose(List.of(Optional.of(language)), null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, less than a minute",
        "15, 60, less than a minute",
        "16, 61, about 2 min",
        "300, 300, about 5 min",
        "299, 301, 4 to 6 min",
        "3600, 7200, 60 to 120 min",
        "3590, 7201, about 3 h",
        "7300, 10000, 2 to 3 h"
    })
    void aWaitIsARangeInOneUnitRoundedOutwards(long min, long max, String words) {
        assertThat(in("en").range(Optional.of(new WaitRange(min, max)))).isEqualTo(words);
    }

    @Test
    void anUnknownWaitIsShownAsUnknown() {
        assertThat(in("en").range(Optional.empty())).isEqualTo("not known yet");
    }

    @ParameterizedTest
    @CsvSource({"45, 45 s", "119, 119 s", "900, 15 min", "959, 15 min", "7200, 2 h"})
    void aTimeLimitIsRoundedDown(long seconds, String words) {
        assertThat(in("en").within(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void digitsAreTheSameInEveryLanguage() {
        assertThat(in("ar").number(1234)).isEqualTo("1,234");
        assertThat(in("de").number(1234)).isEqualTo("1.234");
    }
}
