package io.waitingroom.permit.check;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A protected service: Jetty with the filter, and a servlet that tells who came. */
final class Origin implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(lenient()));

    Origin(FilterHolder filter) {
        server.addConnector(connector);
        connector.setHost("127.0.0.1");
        var context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Greeting()), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // So that the filter alone has to see through tricks: other servers let through what Jetty by itself does not.
    private static HttpConfiguration lenient() {
        var http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    static Origin of(FilterSettings settings) {
        return new Origin(new FilterHolder(new PermitFilter(settings)));
    }

    private static final class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var subjects = Collections.list(request.getHeaders(PermitFilter.SUBJECT));
            var names = Collections.list(request.getHeaderNames()).stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).contains("subject"))
                    .toList();
            response.getWriter()
                    .print("in: " + request.getHeader("waiting-room-SUBJECT") + " " + subjects + " " + names + " "
                            + request.getAttribute(PermitFilter.PERMIT));
        }
    }

    /** An answer; names of headers in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isIn() {
            return status == 200 && body.startsWith("in: ");
        }
    }

    Answer get(String target, String... headers) {
        return send("GET", target, headers);
    }

    /** A request as it is written here, which no decent client might send. */
    Answer send(String method, String target, String... headers) {
        try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.setSoTimeout(10_000);
            var head = method + " " + target + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close, Upgrade\r\n"
                    + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            var all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return read(all.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var lines = parts[0].split("\r\n");
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var pair = lines[i].split(": ?", 2);
            headers.merge(pair[0].toLowerCase(Locale.ROOT), pair[1], (one, other) -> one + "\n" + other);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, parts.length > 1 ? parts[1] : "");
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
