package io.waitingroom.permit.check;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A service behind the filter, in a real Jetty. It responds with the subject that it sees. */
final class Origin implements AutoCloseable {
    static final String REACHED = "reached";
    /** A path that is served by an asynchronous dispatch. */
    static final String ASYNCHRONOUS = "/asynchronous";
    /** A path that is served by an error page. */
    static final String BROKEN = "/broken";

    private final Server server = new Server();
    private final ServerConnector connector;
    /** Runs before the asynchronous dispatch. */
    volatile Runnable meanwhile = () -> {};

    private Origin(FilterHolder filter, UriCompliance compliance) {
        var http = new HttpConfiguration();
        http.setUriCompliance(compliance);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(compliance == UriCompliance.UNSAFE);
        var echo = new ServletHolder(new EchoServlet());
        echo.setAsyncSupported(true);
        filter.setAsyncSupported(true);
        context.addServlet(echo, "/*");
        var errors = new ErrorPageErrorHandler();
        errors.addErrorPage(500, "/told");
        context.setErrorHandler(errors);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    static Origin behind(PermitFilter.Builder filter) {
        return new Origin(new FilterHolder(filter.build()), UriCompliance.DEFAULT);
    }

    /** Starts the service in a container that accepts ambiguous and invalid URIs. */
    static Origin laxBehind(PermitFilter.Builder filter) {
        return new Origin(new FilterHolder(filter.build()), UriCompliance.UNSAFE);
    }

    static Origin declared(Map<String, String> parameters) {
        var holder = new FilterHolder(PermitFilter.class);
        holder.setInitParameters(parameters);
        return new Origin(holder, UriCompliance.DEFAULT);
    }

    private final class EchoServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var path = request.getPathInfo();
            if (path.equals(ASYNCHRONOUS) && request.getDispatcherType() == DispatcherType.REQUEST) {
                meanwhile.run();
                request.startAsync().dispatch("/told");
            } else if (path.equals(BROKEN) && request.getDispatcherType() == DispatcherType.REQUEST) {
                response.sendError(500);
            } else {
                echo(request, response);
            }
        }

        private static List<String> credentialHeaders(HttpServletRequest request) {
            return Stream.of("Cookie", "Authorization", "X-HTTP-Method-Override")
                    .filter(header -> request.getHeader(header) != null)
                    .toList();
        }

        private void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var name = "WAITING-room-subject";
            var names = Collections.list(request.getHeaderNames()).stream()
                    .filter(name::equalsIgnoreCase)
                    .toList();
            response.getWriter()
                    .print(REACHED + " " + request.getHeader(name) + " " + Collections.list(request.getHeaders(name))
                            + " " + names + " "
                            + PermitFilter.permit(request).map(Permit::subject).orElse("-")
                            + (request.getMethod().equals("OPTIONS") ? " shown: " + credentialHeaders(request) : ""));
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Sends a page visit, unless the headers say otherwise. */
    RawHttp.Response get(String target, String... headers) {
        var statesPurpose =
                Stream.of(headers).anyMatch(header -> header.startsWith("Accept:") || header.startsWith("Sec-Fetch"));
        var all = statesPurpose
                ? Stream.of(headers)
                : Stream.concat(Stream.of(headers), Stream.of("Accept: text/html,*/*;q=0.8"));
        return RawHttp.exchange(port(), "GET", target, all.toArray(String[]::new));
    }

    RawHttp.Response call(String method, String target, String... headers) {
        return RawHttp.exchange(port(), method, target, headers);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
