package io.waitingroom.faults;

import java.util.List;
import java.util.stream.Stream;

/** Lists all faults, in the order in which a campaign injects them. */
final class Catalogue {
    private Catalogue() {}

    static List<Fault> all() {
        var single = single();
        return Stream.concat(single.stream(), Stream.of(Mix.of(single))).toList();
    }

    private static List<Fault> single() {
        return Stream.of(
                        GranterFaults.all(),
                        ApiFaults.all(),
                        RedisFaults.all(),
                        PowerFaults.all(),
                        FailoverFaults.all(),
                        ClockFaults.all(),
                        DataFaults.all(),
                        CrowdFaults.all())
                .flatMap(List::stream)
                .toList();
    }
}
