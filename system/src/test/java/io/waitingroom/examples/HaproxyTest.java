package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.testkit.EmbeddedRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests HAProxy in front of all paths. It verifies permits itself. */
class HaproxyTest extends OfflineCheckContract {
    private static final int PORT = EmbeddedRedis.freePort();

    @TempDir
    private static Path directory;

    private static TestWaitingRoom room;
    private static Origin origin;
    private static RunningProgram haproxy;

    @BeforeAll
    static void start() throws Exception {
        var program = Installed.require("haproxy");
        room = new TestWaitingRoom(SHORT_PERMITS);
        origin = new Origin();
        var key = Files.writeString(directory.resolve("key.pem"), new Forge(room, "").pem());
        var configuration = Installed.example("haproxy").resolve("haproxy.cfg").toString();
        var environment = new HashMap<>(Map.of(
                "LISTEN",
                "127.0.0.1:" + PORT,
                "WAITING_ROOM",
                "127.0.0.1:" + room.port,
                "ORIGIN",
                "127.0.0.1:" + origin.port(),
                "PERMIT_KEY",
                key.toString(),
                "NEXT_PERMIT_KEY",
                key.toString(),
                "ENTER_LUA",
                Installed.example("haproxy").resolve("enter.lua").toString(),
                "ALLOWED_ORIGIN",
                ALLOWED_ORIGIN,
                "LEEWAY",
                LEEWAY_SECONDS));
        haproxy = new RunningProgram(directory, environment, PORT, program.toString(), "-db", "-f", configuration);
    }

    @AfterAll
    static void end() {
        haproxy.close();
        origin.close();
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
    List<String> requests() {
        return origin.requests();
    }

    @Override
    String waitingPage() {
        return "/waiting-room";
    }

    @Override
    String next(String target) {
        return target.replace("/", "%2F")
                .replace("?", "%3F")
                .replace("=", "%3D")
                .replace("&", "%26");
    }

    @Override
    boolean checksAllCookies() {
        return false;
    }

    @Test
    void waitingRoomIsServedOnTheSameOrigin() {
        assertThat(browser().get("/waiting-room?next=%2Fseats").body()).contains("id=\"status\"");
        assertThat(browser().get("/api/waiting-room/jwks.json").status()).isEqualTo(200);
    }

    @Test
    void idsAndPermitsAreNotLogged() {
        browser().get("/seats?waiting-room-permit=" + permit());
        browser().get("/api/waiting-room/sessions/" + session());
        assertThat(String.join("\n", haproxy.lines())).contains("127.0.0.0 [").doesNotContain(session(), permit());
    }
}
