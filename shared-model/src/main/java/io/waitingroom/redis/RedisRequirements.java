package io.waitingroom.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks whether a Redis meets the requirements of a waiting room. It reads the reply to the command INFO, which
 * contains all the facts. The command CONFIG would need a further permission.
 */
final class RedisRequirements {
    private static final int MIN_MAJOR_VERSION = 7;

    /**
     * The result of a check.
     *
     * @param refusals the reasons why the Redis must not be used; empty if it may be used
     * @param warnings the warnings for the operator
     */
    record Verdict(List<String> refusals, List<String> warnings) {}

    private RedisRequirements() {}

    static Verdict check(String info, boolean allowUnsafe) {
        var facts = parse(info);
        var refusals = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var version = facts.getOrDefault("redis_version", "0");
        if (major(version) < MIN_MAJOR_VERSION) {
            refusals.add("it is version " + version + ", and at least 7.0 is needed");
        }
        var policy = facts.getOrDefault("maxmemory_policy", "noeviction");
        if (!policy.equals("noeviction")
                && !facts.getOrDefault("maxmemory", "0").equals("0")) {
            var evicts = "its maxmemory-policy is " + policy + ", which deletes sessions";
            (allowUnsafe ? warnings : refusals).add(evicts);
        }
        if (facts.getOrDefault("aof_enabled", "1").equals("0")) {
            warnings.add("its append-only file is off: a crash loses all sessions");
        }
        return new Verdict(List.copyOf(refusals), List.copyOf(warnings));
    }

    static Verdict unknown(String reason) {
        return new Verdict(
                List.of(), List.of("its INFO cannot be read (" + reason + "); its settings were not checked"));
    }

    private static int major(String version) {
        return Integer.parseInt(version.split("\\.")[0]);
    }

    private static Map<String, String> parse(String info) {
        var facts = new HashMap<String, String>();
        info.lines().filter(line -> line.contains(":")).forEach(line -> {
            var colon = line.indexOf(':');
            facts.put(line.substring(0, colon), line.substring(colon + 1).trim());
        });
        return facts;
    }
}
