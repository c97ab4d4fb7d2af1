package io.waitingroom.faults;

import io.waitingroom.fleet.Child;
import io.waitingroom.testkit.EmbeddedRedis;
import io.waitingroom.testkit.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An API server or a granter, as a process of its own. After a restart it has the same ports and the same URI of Redis. */
final class TierProcess implements AutoCloseable {
    /** The JVM options for a small heap and a quick start, because up to a dozen processes share two cores. */
    private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx192m";

    private final String name;
    private final String main;
    private final List<String> flags;
    private final String redisUri;
    private final Consumer<String> output;
    private final int managementPort = EmbeddedRedis.freePort();
    private Map<String, String> environment = Map.of();
    private Child child;

    TierProcess(String name, String main, List<String> flags, String redisUri, Consumer<String> output) {
        this.name = name;
        this.main = main;
        this.flags = flags;
        this.redisUri = redisUri;
        this.output = output;
    }

    void start(String... moreFlags) {
        var all = new ArrayList<>(flags);
        all.addAll(List.of(moreFlags));
        var variables = new HashMap<>(environment);
        variables.put("WAITING_ROOM_REDIS_URI", redisUri);
        variables.put("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        child = Child.start(name, main, managementPort, all, variables, line -> output.accept(name + " | " + line));
    }

    /** Sets environment variables that the process gets at all later starts. */
    void setEnvironment(Map<String, String> variables) {
        environment = variables;
    }

    /** Kills the process as a crash would, and waits until it has ended. */
    void kill() {
        signal("KILL");
        child.awaitEnd();
    }

    /** Asks the process to end, and waits until it has ended. */
    void terminate() {
        child.terminate();
        child.awaitEnd();
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        Signals.send(signal, child.process().pid());
    }

    boolean isAlive() {
        return child != null && child.isAlive();
    }

    boolean isReady() {
        return role().isPresent();
    }

    boolean isLeader() {
        return role().equals(Optional.of("leader"));
    }

    private Optional<String> role() {
        return isAlive() ? child.management().readyRole() : Optional.empty();
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        if (child != null && child.isAlive()) {
            resume();
            terminate();
        }
    }
}
