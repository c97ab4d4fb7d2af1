package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * Reads the cookies of a request. The header is split at each semicolon and nowhere else. A cookie of another application on the same
 * host may hold anything, for example an unclosed quotation mark, and must not hide our cookies.
 */
public final class SentCookies {
    private SentCookies() {}

    /**
     * Returns the non-empty values of a cookie, in the order of the request. A browser sends several cookies of the same name if they
     * were set for different paths or domains.
     */
    public static Stream<String> values(Context ctx, String name) {
        var start = name + "=";
        return Collections.list(ctx.req().getHeaders("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start) && pair.length() > start.length())
                .map(pair -> pair.substring(start.length()));
    }
}
