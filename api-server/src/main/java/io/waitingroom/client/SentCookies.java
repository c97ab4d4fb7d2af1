package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * The cookies of a request. They are told apart at each semicolon and by nothing else: a cookie of another application of the
 * same host may hold anything, a quotation mark that never ends for one, and must not hide ours.
 */
public final class SentCookies {
    private SentCookies() {}

    /**
     * The values that a request has for a cookie, in their order and without those that are empty. A browser sends several of a
     * name where they were set for different paths or domains.
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
