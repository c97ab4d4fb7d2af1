package io.waitingroom.permit.check;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/**
 * A CORS preflight that hides the headers that browsers never send with a preflight. A client may forge a preflight to bypass
 * the filter. Then the service sees no credentials, and no header that overrides the method.
 */
final class PreflightRequest extends HttpServletRequestWrapper {
    private static final Cookie[] NONE = {};
    private static final Set<String> HIDDEN =
            Set.of("authorization", "cookie", "x-http-method", "x-http-method-override", "x-method-override");

    PreflightRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public Cookie[] getCookies() {
        return NONE;
    }

    @Override
    public String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isHidden(name))
                .toList());
    }

    private static boolean isHidden(String name) {
        return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }
}
