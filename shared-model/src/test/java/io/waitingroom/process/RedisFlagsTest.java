package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RedisFlagsTest {
    @Test
    void serverUriIsParsedCompletely() {
        var uri = uri("rediss://us%2Fer:p%23%40%3A%25@host:7000/2");
        assertThat(uri.getHost()).isEqualTo("host");
        assertThat(uri.getPort()).isEqualTo(7000);
        assertThat(uri.getDatabase()).isEqualTo(2);
        assertThat(uri.isSsl()).isTrue();
        assertThat(credentials(uri)).isEqualTo("us/er p#@:%");
    }

    @Test
    void sentinelUriIsParsedCompletely() {
        var uri = uri("redis-sentinel://:p%23@first:1,second#primary");
        assertThat(uri.getSentinels()).extracting(RedisURI::getHost).containsExactly("first", "second");
        assertThat(uri.getSentinels()).extracting(RedisURI::getPort).containsExactly(1, 26379);
        assertThat(uri.getSentinelMasterId()).isEqualTo("primary");
        assertThat(credentials(uri)).isEqualTo("null p#");
    }

    private static RedisURI uri(String text) {
        return CommandLine.populateCommand(new RedisFlags(), "--redis-uri", text)
                .uri();
    }

    private static String credentials(RedisURI uri) {
        var credentials = uri.getCredentialsProvider().resolveCredentials().block();
        return credentials.getUsername() + " " + new String(credentials.getPassword());
    }
}
