package io.waitingroom.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends raw requests, including malformed ones, and stores cookies. A GET is a page visit, unless its headers say otherwise. */
final class Browser {
    private static final int SILENCE_LIMIT_MILLIS = 10_000;

    private final int port;
    private final Map<String, String> cookies = new TreeMap<>();

    Browser(int port) {
        this.port = port;
    }

    /** A browser without cookies for the same port. */
    Browser withoutCookies() {
        return new Browser(port);
    }

    Browser withCookie(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    Response get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    Response post(String target, String body, String... headers) {
        return send("POST", target, body, headers);
    }

    Response chunked(String target, String body, String... headers) {
        var half = body.length() / 2;
        var chunks = Stream.of(body.substring(0, half), body.substring(half))
                .filter(chunk -> !chunk.isEmpty())
                .map(chunk -> Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n")
                .collect(Collectors.joining("", "", "0\r\n\r\n"));
        return sendWith("POST", target, "Transfer-Encoding: chunked", chunks, headers);
    }

    Response send(String method, String target, String body, String... headers) {
        return sendWith(method, target, "Content-Length: " + body.length(), body, headers);
    }

    private Response sendWith(String method, String target, String length, String body, String... headers) {
        var lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", length));
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            lines.add("Host: localhost:" + port);
        }
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Connection:"))) {
            lines.add("Connection: close");
        }
        if (method.equals("GET") && Arrays.stream(headers).noneMatch(Browser::statesPurpose)) {
            lines.add("Accept: text/html,application/xhtml+xml,*/*;q=0.8");
        }
        if (!cookies.isEmpty()) {
            lines.add("Cookie: "
                    + cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        lines.addAll(List.of(headers));
        var response = exchange(String.join("\r\n", lines) + "\r\n\r\n" + body);
        response.headers().getOrDefault("set-cookie", List.of()).forEach(this::storeCookie);
        return response;
    }

    private static boolean statesPurpose(String header) {
        return header.startsWith("Accept:") || header.startsWith("Sec-Fetch-");
    }

    private Response exchange(String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(SILENCE_LIMIT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return read(all.toString(StandardCharsets.UTF_8).replaceFirst("^HTTP/1.1 100 .*\r\n(.+\r\n)*\r\n", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response read(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var lines = parts[0].split("\r\n");
        var headers = new TreeMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            var pair = lines[i].split(": ?", 2);
            headers.computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(pair[1]);
        }
        var body = parts.length > 1 ? parts[1] : "";
        return new Response(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                headers.containsKey("transfer-encoding") ? body.replaceFirst("^[0-9a-fA-F]+\r\n", "") : body);
    }

    private void storeCookie(String header) {
        var pair = header.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
