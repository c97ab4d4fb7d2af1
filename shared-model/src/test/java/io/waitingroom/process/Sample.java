package io.waitingroom.process;

import io.lettuce.core.RedisURI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A program with all flags that both tiers share. Prints their values. */
@Command(name = "sample", mixinStandardHelpOptions = true, versionProvider = Program.Version.class)
final class Sample implements Callable<Integer> {
    @Mixin
    RedisFlags redis;

    @Mixin
    ManagementFlags management;

    /** An exception to throw after the flags are parsed. */
    RuntimeException fails;

    @Override
    public Integer call() {
        if (fails != null) {
            throw fails;
        }
        System.out.println(
                describe(redis.uri()) + " " + redis.allowUnsafe() + " " + management.host() + ":" + management.port());
        return 0;
    }

    private static String describe(RedisURI uri) {
        return uri.getHost() + ":" + uri.getPort();
    }

    public static void main(String[] arguments) {
        System.exit(Program.run(new Sample(), arguments));
    }
}
