package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.SessionClient;
import io.waitingroom.system.TestSystem;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Tests the requests that Traefik and Envoy send to the waiting room, according to their documentation. The programs do not run here. */
class ForwardedChecksTest {
    private static TestWaitingRoom room;

    @BeforeAll
    static void start() {
        room = new TestWaitingRoom();
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static String active() {
        var visitor = new SessionClient(room.port);
        var id = visitor.join().join();
        TestSystem.await().until(() -> visitor.status(id).equals("ACTIVE"));
        return id;
    }

    @Test
    void traefikGetsARedirectOnRefusalAndTheSubjectOnPass() {
        var checkPath = "/api/waiting-room/verify?otherwise=redirect";
        var headers = new String[] {
            "X-Forwarded-Method: GET",
            "X-Forwarded-Proto: http",
            "X-Forwarded-Host: localhost",
            "X-Forwarded-Uri: /seats?row=3"
        };
        var refused = new Browser(room.port).get(checkPath, headers);
        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.header("location")).isEqualTo("/waiting-room?next=%2Fseats%3Frow%3D3");
        var id = active();
        var passed =
                new Browser(room.port).withCookie("waiting-room-session", id).get(checkPath, headers);
        assertThat(passed.status()).isEqualTo(204);
        assertThat(passed.header("waiting-room-subject")).isNotBlank();
        new SessionClient(room.port).leave(id).join();
    }

    @Test
    void envoyChecksAppendedPathsWithEveryMethod() {
        var id = active();
        for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            var target = "/api/waiting-room/verify/seats?row=3";
            assertThat(new Browser(room.port).send(method, target, "").status()).isEqualTo(401);
            var response = new Browser(room.port)
                    .withCookie("waiting-room-session", id)
                    .send(method, target, "");
            assertThat(response.status()).as(method).isEqualTo(204);
        }
        new SessionClient(room.port).leave(id).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traefik/traefik.yml", "traefik/dynamic.yml", "envoy/envoy.yaml"})
    void configurationsAreValidYaml(String file) throws Exception {
        var path = Installed.example(file.split("/")[0]).resolve(file.split("/")[1]);
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        assertThat(new Load(settings).loadFromString(Files.readString(path))).isNotNull();
        assertThat(Files.readString(path)).startsWith("# NOT RUN");
    }
}
