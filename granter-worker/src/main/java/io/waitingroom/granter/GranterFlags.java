package io.waitingroom.granter;

import io.waitingroom.process.DurationConverter;
import io.waitingroom.process.FromEnvironment;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.room.RoomSetting;
import io.waitingroom.room.RoomSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The flags of a granter: one for each {@link RoomSetting}, and one for the lease. */
@FromEnvironment
public final class GranterFlags {
    private static final String LEASE_TTL = "--lease-ttl";

    private final Map<RoomSetting, Long> values = new EnumMap<>(RoomSetting.class);

    @Option(
            names = LEASE_TTL,
            defaultValue = "5s",
            converter = LeaseConverter.class,
            paramLabel = "TIME",
            description = "how long a leader that died still counts as leading, at least 500ms")
    private Duration leaseTtl;

    /** Returns the names of all flags of this class. */
    public static List<String> names() {
        return Stream.concat(Stream.of(RoomSetting.values()).map(GranterFlags::flag), Stream.of(LEASE_TTL))
                .toList();
    }

    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        for (var setting : RoomSetting.values()) {
            command.addOption(option(setting));
        }
    }

    private OptionSpec option(RoomSetting setting) {
        return OptionSpec.builder(flag(setting))
                .type(Long.class)
                .converters(converter(setting.unit()))
                .defaultValue(setting.unit().text(setting.defaultValue()))
                .paramLabel(setting.paramLabel())
                .description(setting.description())
                .setter(new ISetter() {
                    @Override
                    @SuppressWarnings("unchecked") // The type of the option is Long.
                    public <T> T set(T value) {
                        return (T) values.put(setting, (Long) value);
                    }
                })
                .userObject(GranterFlags.class)
                .build();
    }

    private static String flag(RoomSetting setting) {
        return "--" + setting.field();
    }

    private static ITypeConverter<Long> converter(RoomSetting.Unit unit) {
        return switch (unit) {
            case COUNT, MILLIS -> text -> (long) new NumberConverter.Count().convert(text);
            case COUNT_OR_NONE -> text -> (long) new NumberConverter.CountOrNone().convert(text);
            case TIME -> text -> new DurationConverter().convert(text).toMillis();
            case TIME_OR_OFF ->
                text -> new DurationConverter.OrOff().convert(text).toMillis();
        };
    }

    Duration leaseTtl() {
        return leaseTtl;
    }

    RoomSettings settings() {
        return RoomSettings.of(values::get);
    }

    static final class LeaseConverter extends DurationConverter {
        /**
         * The minimum time of a lease. It is a few ticks long, so that a leader that misses one or two ticks keeps its
         * lease.
         */
        private static final Duration MIN = Duration.ofMillis(500);

        @Override
        public Duration convert(String text) {
            var time = super.convert(text);
            if (time.compareTo(MIN) < 0) {
                throw new TypeConversionException("'" + text + "' is too short for a lease, which takes 500ms");
            }
            return time;
        }
    }
}
