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

/** A browser without scripts: it keeps cookies, sends forms, and goes where it is sent when told to. */
final class PlainBrowser {
    static final String PAGE = "/waiting-room";

    private final TestApi api;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private boolean keepsCookies = true;
    HttpResponse<String> answer;

    PlainBrowser(TestApi api) {
        this.api = api;
    }

    /** Sends a header with each request from here on. */
    PlainBrowser saying(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Keeps no cookies from here on. */
    PlainBrowser blockingCookies() {
        keepsCookies = false;
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
        if (form.equals("join") && keepsCookies) {
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
        answer = api.call(method, path, BodyPublishers.ofString(body), all.toArray(String[]::new));
        for (var set : answer.headers().allValues("Set-Cookie")) {
            HttpCookie.parse(set).forEach(cookie -> keep(cookie.getName(), cookie.getValue(), cookie.getMaxAge()));
        }
        return this;
    }

    private void keep(String name, String value, long age) {
        if (age == 0 || !keepsCookies) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    PlainBrowser holding(String session) {
        cookies.put("waiting-room-session", session);
        return this;
    }

    String session() {
        return cookies.get("waiting-room-session");
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The state that the page shows. */
    String state() {
        return find("data-state=\"(\\w+)\"");
    }

    /** The text of an element. */
    String text(String id) {
        return find("id=\"" + id + "\"[^>]*>([^<]*)<");
    }

    String find(String pattern) {
        var found = Pattern.compile(pattern).matcher(answer.body());
        return found.find() ? found.group(1) : "";
    }
}
