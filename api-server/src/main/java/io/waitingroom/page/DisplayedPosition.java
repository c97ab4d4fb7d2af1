package io.waitingroom.page;

import io.waitingroom.session.AsOfCodec;
import io.waitingroom.status.SessionStatus;
import java.util.regex.Pattern;

/**
 * The position that a browser displays. It is stored in a cookie between requests.
 *
 * @param asOf the {@code asOf} text of the newest status that was displayed; {@link AsOfCodec#NONE} if there was none
 * @param start the first position that was displayed; 0 if there was none
 * @param position the last position that was displayed; 0 if there was none
 */
record DisplayedPosition(String asOf, long start, long position) {
    static final DisplayedPosition NOTHING = new DisplayedPosition(AsOfCodec.NONE, 0, 0);

    private static final Pattern SHAPE =
            Pattern.compile("((?:[0-9a-v]{" + AsOfCodec.LENGTH + "})?)\\.(\\d{1,15})\\.(\\d{1,15})");

    /** Parses a text that {@link #format} has returned. Returns {@link #NOTHING} for any other text. */
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
     * Returns the position to display after a newer status has arrived. The displayed position never grows, and the first position
     * stays the same. So the displayed progress never decreases.
     */
    DisplayedPosition updatedBy(SessionStatus status) {
        var now = status.place().map(SessionStatus.Place::position).orElse(position);
        return new DisplayedPosition(
                AsOfCodec.later(asOf, status.asOf()),
                start == 0 ? now : start,
                position == 0 || now == 0 ? Math.max(position, now) : Math.min(position, now));
    }

    /** Returns the progress in the queue, from 0 to 1. */
    double progress() {
        return start == 0 ? 0 : Math.max(0, 1 - (double) position / start);
    }
}
