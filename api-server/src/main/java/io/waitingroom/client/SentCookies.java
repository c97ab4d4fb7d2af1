package io.waitingroom.client;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * Reads the cookies of a request. Splits the header Cookie at each semicolon and nowhere else. The cookie of another application on the
 * same host may contain anything, for example an opening quotation mark without a closing one. Such a cookie must not hide the cookies of
 * the waiting room.
 */
public final class SentCookies {
    private SentCookies() {}

    /**
     * Returns the non-empty values of all cookies with the given name, in the order of the request. A browser sends several cookies of the
     * same name if they were set for different paths or domains.
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
