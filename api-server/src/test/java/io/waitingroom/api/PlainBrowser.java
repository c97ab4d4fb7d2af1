package io.waitingroom.api;

import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts. Stores cookies and sends forms. Does not follow redirects by itself. */
final class PlainBrowser {
    static final String PAGE = "/waiting-room";

    private final TestApi api;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private boolean storesCookies = true;
    HttpResponse<String> response;

    PlainBrowser(TestApi api) {
        this.api = api;
    }

    /** Sends a header with each request from now on. */
    PlainBrowser withHeader(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Stores no cookies from now on. */
    PlainBrowser blockingCookies() {
        storesCookies = false;
        return this;
    }

    PlainBrowser get(String path) {
        return call("GET", path, "");
    }

    PlainBrowser head(String path) {
        return call("HEAD", path, "");
    }

    /** Sends a form of the page. */
    PlainBrowser send(String form, String... fields) {
        if (form.equals("join") && storesCookies) {
            get(PAGE);
        }
        var pairs = new ArrayList<String>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return call("POST", PAGE + "/" + form, String.join("&", pairs));
    }

    private PlainBrowser call(String method, String path, String body) {
        var all = new ArrayList<String>();
        headers.forEach((name, value) -> all.addAll(List.of(name, value)));
        if (!cookies.isEmpty()) {
            all.addAll(List.of(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; "))));
        }
        if (!body.isEmpty()) {
            all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        }
        response = api.call(method, path, BodyPublishers.ofString(body), all.toArray(String[]::new));
        for (var set : response.headers().allValues("Set-Cookie")) {
            HttpCookie.parse(set).forEach(cookie -> store(cookie.getName(), cookie.getValue(), cookie.getMaxAge()));
        }
        return this;
    }

    private void store(String name, String value, long age) {
        if (age == 0 || !storesCookies) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    PlainBrowser withSession(String session) {
        cookies.put("waiting-room-session", session);
        return this;
    }

    String session() {
        return cookies.get("waiting-room-session");
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Returns the state of the page. */
    String state() {
        return find("data-state=\"(\\w+)\"");
    }

    /** Returns the text of an element. */
    String text(String id) {
        return find("id=\"" + id + "\"[^>]*>([^<]*)<");
    }

    String find(String pattern) {
        var found = Pattern.compile(pattern).matcher(response.body());
        return found.find() ? found.group(1) : "";
    }
}
