package io.waitingroom.process;

import io.lettuce.core.RedisURI;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where Redis is, for both tiers. */
public final class RedisFlags {
    @Option(
            names = "--redis-uri",
            defaultValue = "${env:WAITING_ROOM_REDIS_URI:-redis://localhost:6379}",
            converter = UriConverter.class,
            paramLabel = "URI",
            description = "redis://, rediss:// or redis-sentinel://, with user and password; "
                    + "WAITING_ROOM_REDIS_URI, default redis://localhost:6379")
    private Supplier<RedisURI> uri;

    @Option(
            names = "--allow-unsafe-redis",
            defaultValue = "${env:WAITING_ROOM_ALLOW_UNSAFE_REDIS:-false}",
            fallbackValue = "true",
            arity = "0..1",
            paramLabel = "BOOLEAN",
            description = "put up with a Redis that evicts keys, and so people who wait, when its memory is full; "
                    + "WAITING_ROOM_ALLOW_UNSAFE_REDIS, default false")
    private boolean allowUnsafe;

    /** A copy that the caller may change. */
    public RedisURI uri() {
        return uri.get();
    }

    public boolean allowUnsafe() {
        return allowUnsafe;
    }

    // A supplier, since the ways in which a RedisURI can be copied lose its sentinels or its password.
    static final class UriConverter implements ITypeConverter<Supplier<RedisURI>> {
        @Override
        public Supplier<RedisURI> convert(String text) {
            try {
                var uri = RedisURI.create(text);
                if (namesAHost(uri) && uri.getSentinels().stream().allMatch(UriConverter::namesAHost)) {
                    return () -> RedisURI.create(text);
                }
            } catch (RuntimeException e) {
                // Falls through to the one message that fits all.
            }
            // The text may hold a password: it is not repeated.
            throw new TypeConversionException(
                    "it is not of the form redis://[user:password@]host[:port][/database], rediss://… or"
                            + " redis-sentinel://host[:port][,host…]#primary");
        }

        // What RedisURI cannot take apart, it takes for the host's name: host:port, or the start of a password.
        private static boolean namesAHost(RedisURI uri) {
            var host = uri.getHost();
            return host == null || host.startsWith("[") || host.indexOf(':') < 0;
        }
    }
}
