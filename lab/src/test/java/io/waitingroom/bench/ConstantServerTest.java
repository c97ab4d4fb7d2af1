package io.waitingroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.EmbeddedRedis;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference of what is measured over HTTP answers as the API server did. */
class ConstantServerTest {
    @Test
    void repeatsWhatItWasGivenForEachCall() throws Exception {
        var place = new FixedResponse(200, "{\"position\":1}", Map.of("Retry-After", "2"));
        var passed = new FixedResponse(204, "", Map.of("Waiting-Room-Subject", "A", "Waiting-Room-Remaining", "60"));
        assertThat(answered(place, HttpCall.POLL)).isEqualTo(place);
        assertThat(answered(place, HttpCall.HEARTBEAT)).isEqualTo(place);
        assertThat(answered(passed, HttpCall.CHECK_BY_PERMIT)).isEqualTo(passed);
    }

    private static FixedResponse answered(FixedResponse answer, HttpCall call) throws Exception {
        var port = EmbeddedRedis.freePort();
        var server = Servers.startConstant(port, answer);
        try {
            StartUp.awaitConstantServer(port);
            return new ApiClient(port).response(call, "x");
        } finally {
            Servers.end(server);
        }
    }
}
