package io.waitingroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TrustedProxiesTest {
    private final TrustedProxies.Converter converter = new TrustedProxies.Converter();

    private static InetAddress address(String text) {
        return AddressLiteral.read(text).orElseThrow();
    }

    private String client(String trusted, String peer, String... forwardedFor) {
        return converter
                .convert(trusted)
                .clientOf(address(peer), List.of(forwardedFor))
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1                                  | 192.0.2.1",
                "198.51.100.1, 192.0.2.1                    | 192.0.2.1",
                "198.51.100.1, 192.0.2.1, 10.0.0.7          | 192.0.2.1",
                "10.0.0.8,10.0.0.7                          | 10.0.0.8",
                "192.0.2.1:4711                             | 192.0.2.1",
                "[2001:db8::1]:4711                         | 2001:db8:0:0:0:0:0:1",
                "2001:db8::1                                | 2001:db8:0:0:0:0:0:1",
                "::ffff:192.0.2.1                           | 192.0.2.1",
                "198.51.100.1, unknown                      | 10.0.0.1",
                "198.51.100.1, localhost                    | 10.0.0.1",
                "198.51.100.1, 300.0.2.1                    | 10.0.0.1",
                "198.51.100.1, 192.0.2                      | 10.0.0.1",
                "198.51.100.1,                              | 10.0.0.1",
                "198.51.100.1, unknown, 10.0.0.9            | 10.0.0.9"
            })
    void theClientIsTheRightmostUntrustedAddress(String header, String client) {
        assertThat(client("10.0.0.0/8", "10.0.0.1", header)).isEqualTo(client);
    }

    @Test
    void anUntrustedPeerIsTheClient() {
        assertThat(client("10.0.0.0/8", "192.0.2.9", "192.0.2.1")).isEqualTo("192.0.2.9");
        assertThat(client("none", "10.0.0.1", "192.0.2.1")).isEqualTo("10.0.0.1");
        assertThat(client("", "10.0.0.1", "192.0.2.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void theProxyIsTheClientWithoutTheHeader() {
        assertThat(client("10.0.0.0/8", "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void severalProxiesMayBeTrusted() {
        var trusted = "10.0.0.1, 2001:db8::/32,203.0.113.0/24";
        assertThat(client(trusted, "10.0.0.1", "192.0.2.1,203.0.113.200", "2001:db8::5"))
                .isEqualTo("192.0.2.1");
        assertThat(client(trusted, "10.0.0.2", "192.0.2.1")).isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0",
                "/8",
                "10.0.0.1,",
                ",",
                "10.0.0.1-10.0.0.9",
                "::/129",
                "1.2.3.4:80",
                "10.0.0.0/8/8",
                "::zz",
                "10.0.0.0/-1"
            })
    void anInvalidValueIsRefused(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void ipv6AddressesCountByTheirNetwork() {
        assertThat(ClientNetwork.of(address("2001:db8::1"))).isEqualTo(ClientNetwork.of(address("2001:db8::ffff:1")));
        assertThat(ClientNetwork.of(address("2001:db8::1"))).isNotEqualTo(ClientNetwork.of(address("2001:db8:0:1::1")));
        assertThat(ClientNetwork.of(address("192.0.2.1"))).isNotEqualTo(ClientNetwork.of(address("192.0.2.2")));
        assertThat(ClientNetwork.of(address("0.0.0.1"))).isNotEqualTo(ClientNetwork.of(address("0:0:0:1::")));
    }
}
