package io.waitingroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.EmbeddedRedis;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the constant server, the baseline of the HTTP measurements: it repeats the API server's response. */
class ConstantServerTest {
    @Test
    void serverRepeatsTheGivenResponseForEachCall() throws Exception {
        var pollResponse = new FixedResponse(200, "{\"position\":1}", Map.of("Retry-After", "2"));
        var verifyResponse =
                new FixedResponse(204, "", Map.of("Waiting-Room-Subject", "A", "Waiting-Room-Remaining", "60"));
        assertThat(responseOf(pollResponse, HttpCall.POLL)).isEqualTo(pollResponse);
        assertThat(responseOf(pollResponse, HttpCall.HEARTBEAT)).isEqualTo(pollResponse);
        assertThat(responseOf(verifyResponse, HttpCall.CHECK_BY_PERMIT)).isEqualTo(verifyResponse);
    }

    private static FixedResponse responseOf(FixedResponse response, HttpCall call) throws Exception {
        var port = EmbeddedRedis.freePort();
        var server = Servers.startConstant(port, response);
        try {
            StartUp.awaitConstantServer(port);
            return new ApiClient(port).response(call, "x");
        } finally {
            Servers.end(server);
        }
    }
}
