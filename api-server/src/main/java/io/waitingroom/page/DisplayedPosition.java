package io.waitingroom.page;

import io.waitingroom.session.AsOfCodec;
import io.waitingroom.status.SessionStatus;
import java.util.regex.Pattern;

/**
 * The position that a browser displays. It is stored in a cookie between requests.
 *
 * @param asOf of the newest status that was displayed; {@link AsOfCodec#NONE} if there was none
 * @param start the first position that was displayed; 0 if there was none
 * @param position the last position that was displayed; 0 if there was none
 */
record DisplayedPosition(String asOf, long start, long position) {
    static final DisplayedPosition NOTHING = new DisplayedPosition(AsOfCodec.NONE, 0, 0);

    private static final Pattern SHAPE =
            Pattern.compile("((?:[0-9a-v]{" + AsOfCodec.LENGTH + "})?)\\.(\\d{1,15})\\.(\\d{1,15})");

    /** Parses the text of {@link #format}. Any other text gives {@link #NOTHING}. */
    static DisplayedPosition parse(String text) {
        var shape = SHAPE.matcher(text);
        return shape.matches()
                ? new DisplayedPosition(shape.group(1), Long.parseLong(shape.group(2)), Long.parseLong(shape.group(3)))
                : NOTHING;
    }

    String format() {
        return asOf + "." + start + "." + position;
    }

    /**
     * Returns the position to display after a newer status. The displayed position never grows, and the start stays the same,
     * so that the progress never runs back.
     */
    DisplayedPosition updatedBy(SessionStatus status) {
        var now = status.place().map(SessionStatus.Place::position).orElse(position);
        return new DisplayedPosition(
                AsOfCodec.later(asOf, status.asOf()),
                start == 0 ? now : start,
                position == 0 || now == 0 ? Math.max(position, now) : Math.min(position, now));
    }

    /** The progress in the queue, from 0 to 1. */
    double progress() {
        return start == 0 ? 0 : Math.max(0, 1 - (double) position / start);
    }
}
