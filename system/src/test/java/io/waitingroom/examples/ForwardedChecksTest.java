package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.Sale;
import io.waitingroom.system.SessionClient;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Traefik and Envoy ask of the waiting room, as their documentation says it: those programs themselves are not run. */
class ForwardedChecksTest {
    private static Hall hall;

    @BeforeAll
    static void start() {
        hall = new Hall();
    }

    @AfterAll
    static void end() {
        hall.close();
    }

    private static String active() {
        var visitor = new SessionClient(hall.port);
        var id = visitor.join().join();
        Sale.await().until(() -> visitor.status(id).equals("ACTIVE"));
        return id;
    }

    @Test
    void traefikPassesOurRedirectOnAndTheSubjectIn() {
        var asks = "/api/waiting-room/verify?otherwise=redirect";
        var headers = new String[] {
            "X-Forwarded-Method: GET",
            "X-Forwarded-Proto: http",
            "X-Forwarded-Host: localhost",
            "X-Forwarded-Uri: /seats?row=3"
        };
        var refused = new Browser(hall.port).get(asks, headers);
        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.header("location")).isEqualTo("/waiting-room?next=%2Fseats%3Frow%3D3");
        var id = active();
        var passed = new Browser(hall.port).holding("waiting-room-session", id).get(asks, headers);
        assertThat(passed.status()).isEqualTo(204);
        assertThat(passed.header("waiting-room-subject")).isNotBlank();
        new SessionClient(hall.port).leave(id).join();
    }

    @Test
    void envoyPutsWhatWasWantedBehindThePathByItsOwnMethod() {
        var id = active();
        for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            var target = "/api/waiting-room/verify/seats?row=3";
            assertThat(new Browser(hall.port).send(method, target, "").status()).isEqualTo(401);
            var answer =
                    new Browser(hall.port).holding("waiting-room-session", id).send(method, target, "");
            assertThat(answer.status()).as(method).isEqualTo(204);
        }
        new SessionClient(hall.port).leave(id).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traefik/traefik.yml", "traefik/dynamic.yml", "envoy/envoy.yaml"})
    void theirConfigurationsAreYaml(String file) throws Exception {
        var path = Installed.example(file.split("/")[0]).resolve(file.split("/")[1]);
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        assertThat(new Load(settings).loadFromString(Files.readString(path))).isNotNull();
        assertThat(Files.readString(path)).startsWith("# NOT RUN");
    }
}
