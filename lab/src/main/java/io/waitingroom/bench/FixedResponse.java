package io.waitingroom.bench;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded response of an API server. The {@link ConstantServer} sends it to every request.
 *
 * @param headers the response headers that describe the session, such as Retry-After
 */
record FixedResponse(int status, String body, Map<String, String> headers) {
    private static final List<String> HEADERS =
            List.of("Retry-After", "Waiting-Room-Subject", "Waiting-Room-Remaining");

    static FixedResponse of(HttpResponse<String> response) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : HEADERS) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new FixedResponse(response.statusCode(), response.body(), headers);
    }

    /** Writes this response as command-line arguments. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(Integer.toString(status), body));
        headers.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        return arguments;
    }

    /** Reads a response from command-line arguments that {@link #arguments()} wrote. */
    static FixedResponse of(List<String> arguments) {
        var headers = new LinkedHashMap<String, String>();
        for (int i = 2; i < arguments.size(); i += 2) {
            headers.put(arguments.get(i), arguments.get(i + 1));
        }
        return new FixedResponse(Integer.parseInt(arguments.get(0)), arguments.get(1), headers);
    }
}
