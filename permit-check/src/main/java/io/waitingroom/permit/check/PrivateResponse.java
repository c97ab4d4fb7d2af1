package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Set;

/** A response that must not be cached, because it sets a visitor's cookies. It ignores the caching headers that the service sets. */
final class PrivateResponse extends HttpServletResponseWrapper {
    private static final Set<String> CACHING = Set.of("cache-control", "expires");

    PrivateResponse(HttpServletResponse response) {
        super(response);
        super.setHeader("Cache-Control", "private, no-store");
    }

    @Override
    public void setHeader(String name, String value) {
        if (!controlsCaching(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!controlsCaching(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!controlsCaching(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!controlsCaching(name)) {
            super.addDateHeader(name, date);
        }
    }

    private static boolean controlsCaching(String name) {
        return CACHING.contains(name.toLowerCase(Locale.ROOT));
    }
}
