package io.waitingroom.faults;

import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A running waiting room: a Redis, the tiers, and a proxy between each process and Redis. */
final class Stage implements AutoCloseable {
    private static final String[] SETTINGS = {
        "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction", "--save", ""
    };

    final Consumer<String> output;
    final EmbeddedRedis redis = EmbeddedRedis.start(SETTINGS);
    /** One for each process: the API servers' first, then the granters'. */
    final List<Proxy> proxies = new ArrayList<>();

    /** One in front of each API server: people come through these. */
    final List<Proxy> doors = new ArrayList<>();

    final Store store = new Store(this::uri);
    Tiers tiers;
    /** How many calls of people this machine answers in a second. */
    final double callsPerSecond;

    private Shim shim;
    private volatile int redisPort = redis.port();

    /** @param output takes each line that a process prints */
    Stage(Consumer<String> output) {
        this.output = output;
        for (int i = 0; i < Tiers.size(); i++) {
            proxies.add(new Proxy(redisPort));
        }
        tiers = throughProxies();
        tiers.ports.forEach(port -> doors.add(new Proxy(port)));
        tiers.complete();
        callsPerSecond = new Warmup(new Api(doorPorts())).run();
    }

    private Tiers throughProxies() {
        return new Tiers(number -> at(proxies.get(number).port()), output);
    }

    /** Starts the tiers anew, so that they ask Sentinels where Redis is, and go there past all proxies. */
    void useSentinels(String uri) {
        replace(new Tiers(number -> uri, output));
    }

    /** Starts the tiers anew, as they were in the beginning. */
    void useProxies() {
        replace(throughProxies());
    }

    private void replace(Tiers others) {
        tiers.close();
        tiers = others;
        for (int i = 0; i < doors.size(); i++) {
            doors.get(i).retarget(tiers.ports.get(i));
            doors.get(i).cut();
        }
        tiers.complete();
    }

    /** Puts a shim under Redis, until everybody has gone home. */
    void useShim(Scene scene) {
        shim = Shim.build();
        redis.kill();
        shim.start(redis);
        scene.afterwards(this::freshRedis);
        tiers.complete();
    }

    Shim shim() {
        return shim;
    }

    /** A Redis as in the beginning, with nothing in it: another version's files might be too new for this one. */
    private void freshRedis() {
        redis.kill();
        redis.deleteFiles();
        redis.restart();
    }

    /** Where people find the API servers. */
    List<Integer> doorPorts() {
        return doors.stream().map(Proxy::port).toList();
    }

    /** Where Redis is, past all proxies. */
    String uri() {
        return at(redisPort);
    }

    private String at(int port) {
        return URI.create(redis.uri()).getScheme() + "://"
                + URI.create(redis.uri()).getUserInfo() + "@127.0.0.1:" + port;
    }

    /** The proxy of an API server. */
    Proxy ofApiServer(int number) {
        return proxies.get(number);
    }

    /** The proxy of a granter. */
    Proxy ofGranter(int number) {
        return proxies.get(Tiers.size() / 2 + number);
    }

    /** From now on this is the Redis: new connections are led there. */
    void promote(int port) {
        redisPort = port;
        proxies.forEach(proxy -> proxy.retarget(port));
    }

    /** Everything as it was in the beginning, but for what Redis holds. */
    void repair() {
        proxies.forEach(Proxy::heal);
        if (redisPort != redis.port()) {
            promote(redis.port());
            proxies.forEach(Proxy::cut);
        }
        tiers.complete();
    }

    @Override
    public void close() {
        tiers.close();
        doors.forEach(Proxy::close);
        proxies.forEach(Proxy::close);
        store.close();
        redis.close();
    }
}
