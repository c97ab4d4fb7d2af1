package io.waitingroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.api.ApiServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class JoinLimiterTest {
    private static JoinLimiter limiter(String rate) {
        return new JoinLimiter(new JoinRate.Converter().convert(rate), TrustedProxies.NONE);
    }

    private static InetAddress client(int number) throws UnknownHostException {
        return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(number).array());
    }

    @Test
    void theNumberOfTrackedClientsIsBounded() throws Exception {
        var limiter = limiter("10/h");
        for (int i = 0; i < 2 * JoinLimiter.MAX_CLIENTS; i++) {
            limiter.take(client(i));
        }
        assertThat(limiter.clients()).isBetween(1L, (long) JoinLimiter.MAX_CLIENTS);
    }

    @Test
    void theWaitLastsUntilTheNextToken() throws Exception {
        var limiter = limiter("60/m");
        for (int i = 0; i < 60; i++) {
            assertThat(limiter.take(client(1))).isZero();
        }
        assertThat(limiter.take(client(1))).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(limiter.take(client(2))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20/s, 20, PT1S", "100/m, 100, PT1M", "1000000/h, 1000000, PT1H", "off, 0, PT0S"})
    void aRateIsANumberPerTimeUnit(String text, int joins, Duration per) {
        assertThat(new JoinRate.Converter().convert(text)).isEqualTo(new JoinRate(joins, per));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--join-rate-per-client=",
                "--join-rate-per-client=0/s",
                "--join-rate-per-client=10",
                "--join-rate-per-client=-1/s",
                "--join-rate-per-client=1000001/s",
                "--join-rate-per-client=99999999999/s",
                "--join-rate-per-client=10/d",
                "--join-rate-per-client=1.5/s",
                "--join-rate-per-client=OFF",
                "--trusted-proxies=nginx",
                "--max-connections=0",
                "--max-connections=many"
            })
    void aBadValueNamesItsFlag(String flag) {
        assertThatThrownBy(() -> new CommandLine(new ApiServer()).parseArgs(flag))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(flag.substring(0, flag.indexOf('=')));
    }
}
