package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.waitingroom.testkit.EmbeddedRedis;
import org.junit.jupiter.api.Test;

class DirectRedisTest {
    @Test
    void theFirstCallAfterARestartOfRedisSucceeds() {
        try (var redis = EmbeddedRedis.start();
                var directRedis = new DirectRedis(redis::uri)) {
            directRedis.callOnce(commands -> commands.ping());
            redis.kill();
            redis.restart();
            assertThatCode(() -> directRedis.callOnce(commands -> commands.ping()))
                    .doesNotThrowAnyException();
        }
    }
}
