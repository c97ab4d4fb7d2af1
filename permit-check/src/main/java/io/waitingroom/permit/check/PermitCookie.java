package io.waitingroom.permit.check;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The cookie that a browser keeps its permit in. Scripts cannot read it, and forms of other sites do not bring it. */
final class PermitCookie {
    /** The cookie's name, and that of the parameter of the query which hands a permit over. */
    static final String NAME = "waiting-room-permit";

    private PermitCookie() {}

    /** There may be several: browsers keep one for each domain and path that set it. */
    static List<String> values(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .toList();
    }

    /** @param token a permit that was found valid, so that it holds nothing which a header could not */
    static String set(String token, Duration age, boolean overTls) {
        return NAME + "=" + token + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (overTls ? "; Secure" : "");
    }
}
