package io.waitingroom.permit;

import com.nimbusds.jose.JOSEException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.process.Causes;
import io.waitingroom.process.DurationConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.RedisFlags;
import io.waitingroom.process.UnusableFlagException;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisPermitKeys;
import io.waitingroom.redis.RedisPermitKeys.All;
import io.waitingroom.redis.RedisPermitKeys.Shared;
import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.redis.RoomKeys;
import java.io.PrintStream;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code keys}, with which an operator manages the permit keys of the fleet. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Lists, adds, revokes and prints the permit keys that the fleet shares through Redis.",
        synopsisSubcommandLabel = "(list | rotate | revoke | pem | generate)")
public final class KeysCommand {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /**
     * The time for which an old key is kept after the next key has started to sign. API servers keep old keys for a shorter
     * time. So this command never deletes a key that an API server keeps.
     */
    private static final Duration RETENTION = Duration.ofDays(60);

    private final PrintStream out = System.out;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints one line per key: its id, when it begins or began to sign, and its state.")
    int list(@Mixin RedisFlags redis) {
        print(call(redis, keys -> keys.share(List.of()).join()));
        return 0;
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description =
                    "Adds a key that signs after a delay. The previous key stays published until its last permit has expired.")
    int rotate(
            @Mixin RedisFlags redis,
            @Option(
                            names = "--after",
                            defaultValue = "2m",
                            converter = DurationConverter.class,
                            paramLabel = "TIME",
                            description =
                                    "how long the key is only published before it signs, so that all services that check "
                                            + "permits have it by then")
                    Duration after) {
        var key = PermitKey.generate();
        print(call(redis, keys -> keys.add(key.id(), key.text(), after).join()));
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description =
                    "Replaces all keys, for example after one has leaked, by a new key that signs at once. Services that look "
                            + "keys up refuse the permits of the old keys as soon as they look them up again.")
    int revoke(@Mixin RedisFlags redis) {
        var key = PermitKey.generate();
        print(call(redis, keys -> keys.replaceAll(key.id(), key.text()).join()));
        return 0;
    }

    @Command(
            name = "pem",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the public keys as PEM, the signing key first, for proxies that cannot read JWK sets.")
    int pem(@Mixin RedisFlags redis) {
        var all = call(redis, keys -> keys.share(List.of()).join());
        all.keys().stream()
                .sorted((one, other) -> Boolean.compare(isSigning(other, all), isSigning(one, all)))
                .flatMap(shared -> PermitKey.parse(shared.text()).stream())
                .map(KeysCommand::pem)
                .forEach(out::print);
        return 0;
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Prints a new private key, for --permit-key. Needs no Redis.")
    int generate() {
        out.println(PermitKey.generate().text());
        return 0;
    }

    private All call(RedisFlags flags, Function<RedisPermitKeys, All> action) {
        // Log lines must not get into the output of the command, which may be redirected to a file.
        System.setOut(System.err);
        try (var link = flags.link(new SimpleMeterRegistry()).open()) {
            awaitConnection(link);
            return action.apply(new RedisPermitKeys(link, RoomKeys.DEFAULT, RETENTION));
        } catch (CompletionException e) {
            throw new UnusableFlagException("--redis-uri", Causes.of(e).getMessage());
        }
    }

    private static void awaitConnection(RedisLink link) {
        var deadline = System.nanoTime() + CONNECT_TIMEOUT.toNanos();
        while (link.trouble().isPresent() && System.nanoTime() < deadline) {
            pause();
        }
        link.trouble().ifPresent(trouble -> {
            throw new UnusableFlagException("--redis-uri", trouble);
        });
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new RedisUnavailableException("interrupted");
        }
    }

    private void print(All all) {
        for (var key : all.keys()) {
            var state = isSigning(key, all) ? "signs" : key.from() > all.now() ? "will sign" : "signs no more";
            out.printf("%s  from %s  %s%n", key.id(), Instant.ofEpochMilli(key.from()), state);
        }
    }

    private static boolean isSigning(Shared key, All all) {
        return key.equals(PermitKeys.current(all).orElse(null));
    }

    private static String pem(PermitKey key) {
        try {
            PublicKey publicKey = key.publicKey().toECPublicKey();
            var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded());
            return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException("key " + key.id() + " has no public part", e);
        }
    }
}
