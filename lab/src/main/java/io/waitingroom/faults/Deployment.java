package io.waitingroom.faults;

import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A running waiting room: a Redis, the processes of both tiers, and a proxy between each process and Redis. */
final class Deployment implements AutoCloseable {
    private static final String[] SETTINGS = {
        "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction", "--save", ""
    };

    final Consumer<String> output;
    final EmbeddedRedis redis = EmbeddedRedis.start(SETTINGS);
    /**
     * The proxies in front of Redis, one for each process. The proxies of the API servers come first, and those of the granters
     * follow.
     */
    final List<Proxy> redisProxies = new ArrayList<>();

    /** The proxies in front of the API servers. The visitors connect to these proxies. */
    final List<Proxy> apiProxies = new ArrayList<>();

    final DirectRedis directRedis = new DirectRedis(this::uri);
    Tiers tiers;
    /** The number of calls of visitors that this machine answers per second. */
    final double callsPerSecond;

    private Shim shim;
    private volatile int redisPort = redis.port();

    /**
     * Starts Redis, the proxies and the processes of both tiers, and warms the processes up.
     *
     * @param output the consumer of each line that a process prints
     */
    Deployment(Consumer<String> output) {
        this.output = output;
        for (int i = 0; i < Tiers.size(); i++) {
            redisProxies.add(new Proxy(redisPort));
        }
        tiers = tiersBehindProxies();
        tiers.ports.forEach(port -> apiProxies.add(new Proxy(port)));
        tiers.complete();
        callsPerSecond = new Warmup(new ApiClient(apiPorts())).run();
    }

    private Tiers tiersBehindProxies() {
        return new Tiers(number -> uriOf(redisProxies.get(number).port()), output);
    }

    /** Restarts the tiers so that they find Redis through Sentinels and connect to it without proxies. */
    void useSentinels(String uri) {
        replace(new Tiers(number -> uri, output));
    }

    /** Restarts the tiers so that they connect to Redis through the proxies, as at the beginning. */
    void useProxies() {
        replace(tiersBehindProxies());
    }

    private void replace(Tiers newTiers) {
        tiers.close();
        tiers = newTiers;
        for (int i = 0; i < apiProxies.size(); i++) {
            apiProxies.get(i).retarget(tiers.ports.get(i));
            apiProxies.get(i).cut();
        }
        tiers.complete();
    }

    /** Restarts Redis with a {@link Shim}, which stays until the end of the drill. */
    void useShim(FaultContext context) {
        shim = Shim.build();
        redis.kill();
        shim.start(redis);
        context.addCleanUp(this::resetRedis);
        tiers.complete();
    }

    Shim shim() {
        return shim;
    }

    /**
     * Deletes the files of Redis and restarts the original Redis program. The files may come from another version of Redis, and
     * might be too new for the original one.
     */
    private void resetRedis() {
        redis.kill();
        redis.deleteFiles();
        redis.restart();
    }

    /** Returns the ports of the proxies in front of the API servers. */
    List<Integer> apiPorts() {
        return apiProxies.stream().map(Proxy::port).toList();
    }

    /** Returns the URI of Redis itself, which bypasses the proxies. */
    String uri() {
        return uriOf(redisPort);
    }

    private String uriOf(int port) {
        return URI.create(redis.uri()).getScheme() + "://"
                + URI.create(redis.uri()).getUserInfo() + "@127.0.0.1:" + port;
    }

    /** Returns the proxy between an API server and Redis. */
    Proxy redisProxyOfApiServer(int number) {
        return redisProxies.get(number);
    }

    /** Returns the proxy between a granter and Redis. */
    Proxy redisProxyOfGranter(int number) {
        return redisProxies.get(Tiers.size() / 2 + number);
    }

    /** Makes the Redis at this port the primary for all processes. The proxies direct new connections to it. */
    void promote(int port) {
        redisPort = port;
        redisProxies.forEach(proxy -> proxy.retarget(port));
    }

    /** Restores the initial state, except for the data in Redis. */
    void repair() {
        redisProxies.forEach(Proxy::heal);
        if (redisPort != redis.port()) {
            promote(redis.port());
            redisProxies.forEach(Proxy::cut);
        }
        tiers.complete();
    }

    @Override
    public void close() {
        tiers.close();
        apiProxies.forEach(Proxy::close);
        redisProxies.forEach(Proxy::close);
        directRedis.close();
        redis.close();
    }
}
