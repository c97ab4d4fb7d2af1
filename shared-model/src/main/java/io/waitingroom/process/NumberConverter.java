package io.waitingroom.process;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a whole number within a range. */
public abstract class NumberConverter implements ITypeConverter<Integer> {
    private final int min;
    private final int max;

    NumberConverter(int min, int max) {
        this.min = min;
        this.max = max;
    }

    @Override
    public Integer convert(String text) {
        try {
            var number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message that covers both cases.
        }
        throw new TypeConversionException("'" + text + "' is not a whole number from " + min + " to " + max);
    }

    /** Parses a TCP port. The port 0 lets the operating system choose a port. */
    public static final class Port extends NumberConverter {
        public Port() {
            super(0, 65535);
        }
    }

    /** Parses a TCP port that other programs must know in advance. Therefore 0 is not allowed. */
    public static final class KnownPort extends NumberConverter {
        public KnownPort() {
            super(1, 65535);
        }
    }

    /** Parses a count that may be 0. */
    public static final class CountOrNone extends NumberConverter {
        public CountOrNone() {
            super(0, 10_000_000);
        }
    }

    /** Parses a count of at least 1. */
    public static final class Count extends NumberConverter {
        public Count() {
            super(1, 10_000_000);
        }
    }
}
