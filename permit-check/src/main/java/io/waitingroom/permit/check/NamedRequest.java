package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** A request that says whose it is, in a header that the client cannot set, however it is spelt. */
final class NamedRequest extends HttpServletRequestWrapper {
    private final Optional<String> subject;

    NamedRequest(HttpServletRequest request, Optional<String> subject) {
        super(request);
        this.subject = subject;
    }

    private static boolean isOurs(String name) {
        return name.replace('_', '-').equalsIgnoreCase(PermitFilter.SUBJECT);
    }

    @Override
    public String getHeader(String name) {
        return isOurs(name) ? subject.orElse(null) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isOurs(name) ? Collections.enumeration(subject.stream().toList()) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = new ArrayList<>(Collections.list(super.getHeaderNames()));
        names.removeIf(NamedRequest::isOurs);
        names.addAll(subject.map(given -> List.of(PermitFilter.SUBJECT)).orElse(List.of()));
        return Collections.enumeration(names);
    }
}
