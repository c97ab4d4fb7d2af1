package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.fleet.JavaProcess;
import io.waitingroom.testkit.EmbeddedRedis;
import io.waitingroom.testkit.Signals;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LocalTest {
    private static final Pattern LEADER = Pattern.compile("granter-\\d +(\\d+) leader http://.*");

    private final int port = EmbeddedRedis.freePort();
    private final int seatMapPort = EmbeddedRedis.freePort();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void launcherReportsADeadProcessAndLeavesNoneBehind() throws Exception {
        var launcher = launch("--capacity=1", "--lease-ttl=1s");
        TestSystem.await().until(() -> lines.contains("ready: http://localhost:" + port));
        var visitor = new SessionClient(port);
        var first = visitor.join().join();
        TestSystem.await().until(() -> visitor.status(first).equals("ACTIVE"));

        Signals.send("KILL", leader());
        TestSystem.await().until(() -> lines.stream().anyMatch(line -> line.endsWith("has died, exit code 137")));
        var second = visitor.join().join();
        assertThat(visitor.leave(first).join()).isEqualTo(204);
        TestSystem.await().until(() -> visitor.status(second).equals("ACTIVE"));

        var children = launcher.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(3);
        launcher.destroy();
        assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void portInUseIsOneErrorLine() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var launcher = launch();
            assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(2);
            TestSystem.await().until(() -> !lines.isEmpty());
            assertThat(lines)
                    .containsExactly("local: --port: " + taken.getLocalPort() + " cannot be used: it is taken");
        }
    }

    private long leader() {
        return lines.stream()
                .map(LEADER::matcher)
                .filter(match -> match.matches())
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private Process launch(String... flags) {
        var arguments = new ArrayList<>(List.of("local", "--port=" + port, "--seat-map-port=" + seatMapPort));
        arguments.addAll(List.of(flags));
        return JavaProcess.start(WaitingRoom.class.getName(), arguments, Map.of(), lines::add);
    }
}
