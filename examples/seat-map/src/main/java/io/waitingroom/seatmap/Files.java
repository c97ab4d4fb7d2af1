package io.waitingroom.seatmap;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Serves the static files of the pages. The files are the same for all visitors. Therefore no permit is needed to read
 * them.
 */
final class Files {
    static final String BASE = "/files/";

    private record File(String type, byte[] bytes) {}

    private final Map<String, File> files = Map.of(
            "page.css", new File("text/css; charset=utf-8", bytes("page.css")),
            "hall.css", new File("text/css; charset=utf-8", Plan.styles().getBytes(StandardCharsets.UTF_8)),
            "choose.js", new File("text/javascript; charset=utf-8", bytes("choose.js")),
            "icon.svg", new File("image/svg+xml", bytes("icon.svg")));

    void addTo(RoutesConfig routes) {
        files.forEach((name, file) -> routes.get(BASE + name, ctx -> {
            ctx.header("Cache-Control", "public, max-age=300");
            ctx.contentType(file.type()).result(file.bytes());
        }));
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (var file = Files.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
