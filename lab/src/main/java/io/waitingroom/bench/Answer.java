package io.waitingroom.bench;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an API server once answered, for a server that answers it to everybody.
 *
 * @param headers those that say something of the session
 */
record Answer(int status, String body, Map<String, String> headers) {
    private static final List<String> HEADERS =
            List.of("Retry-After", "Waiting-Room-Subject", "Waiting-Room-Remaining");

    static Answer of(HttpResponse<String> response) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : HEADERS) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Answer(response.statusCode(), response.body(), headers);
    }

    /** To be given to a program. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(Integer.toString(status), body));
        headers.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        return arguments;
    }

    /** The same again, from its {@link #arguments}. */
    static Answer of(List<String> arguments) {
        var headers = new LinkedHashMap<String, String>();
        for (int i = 2; i < arguments.size(); i += 2) {
            headers.put(arguments.get(i), arguments.get(i + 1));
        }
        return new Answer(Integer.parseInt(arguments.get(0)), arguments.get(1), headers);
    }
}
