package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Set;

/** An answer that sets somebody's cookies, which no cache may keep for others, whatever the service says of its page. */
final class PrivateResponse extends HttpServletResponseWrapper {
    private static final Set<String> CACHING = Set.of("cache-control", "expires");

    PrivateResponse(HttpServletResponse response) {
        super(response);
        super.setHeader("Cache-Control", "private, no-store");
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isOfCaches(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isOfCaches(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isOfCaches(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isOfCaches(name)) {
            super.addDateHeader(name, date);
        }
    }

    private static boolean isOfCaches(String name) {
        return CACHING.contains(name.toLowerCase(Locale.ROOT));
    }
}
