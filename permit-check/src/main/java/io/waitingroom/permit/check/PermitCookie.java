package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cookie with the permit. The cookie is HttpOnly. It is also SameSite=Lax, so browsers do not send it with forms of other
 * sites.
 */
final class PermitCookie {
    private PermitCookie() {}

    /**
     * Returns the values of all cookies with the name {@link PermitFormat#COOKIE}. There may be several: browsers store one for
     * each domain and path that set the cookie. The Cookie header is split at semicolons only, because a cookie of another
     * application may contain an unclosed quotation mark. This mark must not hide our cookie.
     */
    static List<String> values(HttpServletRequest request) {
        var prefix = PermitFormat.COOKIE + "=";
        return Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .toList();
    }

    /**
     * Returns the value of {@code Set-Cookie}.
     *
     * @param token a valid permit, which contains no characters that need escaping in a header
     */
    static String set(String token, Duration age, boolean overTls) {
        return PermitFormat.COOKIE + "=" + token + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (overTls ? "; Secure" : "");
    }
}
