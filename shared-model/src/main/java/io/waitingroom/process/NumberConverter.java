package io.waitingroom.process;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of a range. */
public abstract class NumberConverter implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    NumberConverter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message that fits both.
        }
        throw new TypeConversionException("'" + text + "' is not a whole number from " + least + " to " + most);
    }

    /** A TCP port; 0 lets the system choose one. */
    public static final class Port extends NumberConverter {
        public Port() {
            super(0, 65535);
        }
    }

    /** A TCP port that others must know beforehand. */
    public static final class KnownPort extends NumberConverter {
        public KnownPort() {
            super(1, 65535);
        }
    }

    /** A number of things that may be none. */
    public static final class CountOrNone extends NumberConverter {
        public CountOrNone() {
            super(0, 10_000_000);
        }
    }

    /** A number of things that must be some. */
    public static final class Count extends NumberConverter {
        public Count() {
            super(1, 10_000_000);
        }
    }
}
