package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.room.RoomSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class GranterFlagsTest {
    @Test
    void defaultsApplyWithoutFlags() {
        assertThat(settings()).isEqualTo(RoomSettings.DEFAULTS);
    }

    @Test
    void eachFlagSetsItsSetting() {
        var settings = settings(
                "--capacity=1",
                "--batch-size=2",
                "--rate-ms=3",
                "--waiting-ttl=4s",
                "--active-ttl=5s",
                "--claim-ttl=6s",
                "--max-active=7s",
                "--retention=8s",
                "--audit=9");
        assertThat(settings)
                .isEqualTo(new RoomSettings(
                        1,
                        2,
                        Duration.ofMillis(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        9));
    }

    @Test
    void limitsOfActiveSessionsCanBeOff() {
        var settings = settings("--claim-ttl=off", "--max-active=off");
        assertThat(settings.claimTtl()).isZero();
        assertThat(settings.maxActive()).isZero();
    }

    @Test
    void capacityCanBeZero() {
        assertThat(settings("--capacity=0").capacity()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--capacity=-1",
                "--capacity=many",
                "--batch-size=0",
                "--rate-ms=0",
                "--rate-ms=200ms",
                "--waiting-ttl=off",
                "--waiting-ttl=15",
                "--active-ttl=off",
                "--active-ttl=0s",
                "--claim-ttl=0",
                "--max-active=never",
                "--retention=off",
                "--retention=1d"
            })
    void badValueIsRefusedWithTheNameOfItsFlag(String argument) {
        assertThatThrownBy(() -> settings(argument))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(argument.substring(0, argument.indexOf('=')));
    }

    private static RoomSettings settings(String... arguments) {
        var command = new Sample();
        new CommandLine(command).parseArgs(arguments);
        return command.flags.settings();
    }

    @Command(name = "sample")
    private static final class Sample {
        @Mixin
        GranterFlags flags;
    }
}
