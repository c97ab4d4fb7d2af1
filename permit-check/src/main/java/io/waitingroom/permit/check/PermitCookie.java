package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The cookie that a browser keeps its permit in. Scripts cannot read it, and forms of other sites do not bring it. */
final class PermitCookie {
    private PermitCookie() {}

    /**
     * There may be several: browsers keep one for each domain and path that set it. They are told apart at semicolons alone: a
     * cookie of another application may hold a quotation mark that never ends, and must not hide ours.
     */
    static List<String> values(HttpServletRequest request) {
        var start = PermitFormat.COOKIE + "=";
        return Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()))
                .toList();
    }

    /** @param token a permit that was found valid, so that it holds nothing which a header could not */
    static String set(String token, Duration age, boolean overTls) {
        return PermitFormat.COOKIE + "=" + token + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (overTls ? "; Secure" : "");
    }
}
