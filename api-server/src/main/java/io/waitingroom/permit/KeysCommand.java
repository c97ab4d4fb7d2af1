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

/** What is done with the keys of permits by hand. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description =
                "Lists, adds, withdraws and prints the keys that permits are signed with, as the fleet shares them through Redis.",
        synopsisSubcommandLabel = "(list | rotate | revoke | pem | generate)")
public final class KeysCommand {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Nothing that an API server keeps is dropped by a look from here. */
    private static final Duration STAY = Duration.ofDays(60);

    private final PrintStream out = System.out;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "One line for each key: its id, since or from when it signs, and what it does.")
    int list(@Mixin RedisFlags redis) {
        print(call(redis, keys -> keys.share(List.of()).join()));
        return 0;
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description =
                    "Adds a key that signs after a while. The one before it is published until its last permit has run out.")
    int rotate(
            @Mixin RedisFlags redis,
            @Option(
                            names = "--after",
                            defaultValue = "2m",
                            converter = DurationConverter.class,
                            paramLabel = "TIME",
                            description =
                                    "how long the key is only published first, so that everybody who checks permits has "
                                            + "it before it signs")
                    Duration after) {
        var key = PermitKey.generate();
        print(call(redis, keys -> keys.add(key.id(), key.text(), after).join()));
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description =
                    "Puts a new key, which signs at once, in the place of all others, such as one that has leaked. Permits "
                            + "that those signed are refused where keys are looked up, as soon as they are looked up again.")
    int revoke(@Mixin RedisFlags redis) {
        var key = PermitKey.generate();
        print(call(redis, keys -> keys.replaceAll(key.id(), key.text()).join()));
        return 0;
    }

    @Command(
            name = "pem",
            mixinStandardHelpOptions = true,
            description = "Prints the public keys as PEM, the one that signs first, for proxies that read no JWK sets.")
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
            description = "Prints a new private key, for --permit-key. Asks no Redis.")
    int generate() {
        out.println(PermitKey.generate().text());
        return 0;
    }

    private All call(RedisFlags flags, Function<RedisPermitKeys, All> step) {
        // What is logged must not get into what is printed, which may go into a file.
        System.setOut(System.err);
        try (var link = flags.link(new SimpleMeterRegistry()).open()) {
            awaitConnection(link);
            return step.apply(new RedisPermitKeys(link, RoomKeys.DEFAULT, STAY));
        } catch (CompletionException e) {
            throw new UnusableFlagException("--redis-uri", Causes.of(e).getMessage());
        }
    }

    private static void awaitConnection(RedisLink link) {
        var end = System.nanoTime() + CONNECT_LIMIT.toNanos();
        while (link.trouble().isPresent() && System.nanoTime() < end) {
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
            var what = isSigning(key, all) ? "signs" : key.from() > all.now() ? "will sign" : "signs no more";
            out.printf("%s  from %s  %s%n", key.id(), Instant.ofEpochMilli(key.from()), what);
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
