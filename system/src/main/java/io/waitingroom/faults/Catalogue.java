package io.waitingroom.faults;

import java.util.List;
import java.util.stream.Stream;

/** Every fault there is, in the order in which they are made. */
final class Catalogue {
    private Catalogue() {}

    static List<Fault> all() {
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

    /** Those that say the most in the least time. */
    static List<Fault> shortMix() {
        var names = List.of("leader-killed");
        return all().stream().filter(fault -> names.contains(fault.name())).toList();
    }
}
