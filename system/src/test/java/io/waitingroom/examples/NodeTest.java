package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a Node.js service on a host of its own. It verifies permits itself. */
class NodeTest extends OfflineCheckContract {
    private static final int PORT = EmbeddedRedis.freePort();

    @TempDir
    private static Path directory;

    private static TestWaitingRoom room;
    private static RunningProgram node;

    @BeforeAll
    static void start() throws Exception {
        var program = Installed.require("node");
        install(Installed.require("npm"));
        room = new TestWaitingRoom(SHORT_PERMITS);
        node = new RunningProgram(
                directory,
                Map.of(
                        "PORT",
                        Integer.toString(PORT),
                        "WAITING_ROOM",
                        "http://127.0.0.1:" + room.port,
                        "ALLOWED_ORIGINS",
                        "https://app.example," + ALLOWED_ORIGIN,
                        "LEEWAY_SECONDS",
                        LEEWAY_SECONDS),
                PORT,
                program.toString(),
                "server.js");
    }

    private static void install(Path npm) throws IOException, InterruptedException {
        for (var file : List.of("package.json", "package-lock.json", "permits.js", "enter.js", "server.js")) {
            Files.copy(Installed.example("node").resolve(file), directory.resolve(file));
        }
        var npmProcess = new ProcessBuilder(npm.toString(), "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("npm.log").toFile())
                .start();
        assertThat(npmProcess.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(npmProcess.exitValue())
                .as(Files.readString(directory.resolve("npm.log")))
                .isZero();
    }

    @AfterAll
    static void end() {
        node.close();
        room.close();
    }

    @Override
    int port() {
        return PORT;
    }

    @Override
    TestWaitingRoom room() {
        return room;
    }

    @Override
    String waitingPage() {
        return "http://127.0.0.1:" + room.port + "/waiting-room";
    }

    @Override
    boolean hasServiceBehind() {
        return false;
    }

    @Override
    boolean servesWaitingPage() {
        return false;
    }

    @Test
    void pageOnTheSameOriginAllowsInstantEntry() throws IOException {
        visitor().leave(session()).join();
        var port = EmbeddedRedis.freePort();
        var settings = Map.of(
                "PORT",
                Integer.toString(port),
                "WAITING_ROOM",
                "http://127.0.0.1:" + room.port,
                "WAITING_PAGE",
                "/waiting-room");
        try (var sameOriginNode = new RunningProgram(
                directory, settings, port, Installed.require("node").toString(), "server.js")) {
            assertThat(sameOriginNode.lines()).isNotNull();
            assertInstantEntry(new Browser(port));
        }
    }

    @Override
    String next(String target) {
        return URLEncoder.encode("http://localhost:" + PORT + target, StandardCharsets.UTF_8);
    }
}
