package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A request in which the filter sets the header {@code Waiting-Room-Subject}. The header replaces any value that the client sent. */
final class PermittedRequest extends HttpServletRequestWrapper {
    static final String SUBJECT = "Waiting-Room-Subject";

    private final Optional<String> subject;

    /**
     * Wraps a request.
     *
     * @param subject the permit's subject; empty for a request that was let in without a permit
     */
    PermittedRequest(HttpServletRequest request, Optional<String> subject) {
        super(request);
        this.subject = subject;
    }

    @Override
    public String getHeader(String name) {
        return isSubject(name) ? subject.orElse(null) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isSubject(name) ? Collections.enumeration(subject.stream().toList()) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = super.getHeaderNames();
        var sent = names == null ? List.<String>of() : Collections.list(names);
        return Collections.enumeration(Stream.concat(
                        sent.stream().filter(name -> !isSubject(name)),
                        subject.stream().map(any -> SUBJECT))
                .toList());
    }

    @Override
    public int getIntHeader(String name) {
        if (isSubject(name)) {
            return subject.map(Integer::parseInt).orElse(-1);
        }
        return super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        if (!isSubject(name)) {
            return super.getDateHeader(name);
        }
        if (subject.isPresent()) {
            throw new IllegalArgumentException(SUBJECT + " is no date");
        }
        return -1;
    }

    private static boolean isSubject(String name) {
        return SUBJECT.equalsIgnoreCase(name);
    }
}
