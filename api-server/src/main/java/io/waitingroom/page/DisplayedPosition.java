package io.waitingroom.page;

import io.waitingroom.session.AsOfCodec;
import io.waitingroom.status.SessionStatus;
import java.util.regex.Pattern;

/**
 * What a browser was shown of its place, which it keeps in a cookie for the next time.
 *
 * @param asOf of the newest standing that it was based on, {@link AsOfCodec#NONE} if there was none
 * @param start the first position, 0 if there was none
 * @param position the newest one, 0 likewise
 */
record DisplayedPosition(String asOf, long start, long position) {
    static final DisplayedPosition NOTHING = new DisplayedPosition(AsOfCodec.NONE, 0, 0);

    private static final Pattern SHAPE =
            Pattern.compile("((?:[0-9a-v]{" + AsOfCodec.LENGTH + "})?)\\.(\\d{1,15})\\.(\\d{1,15})");

    /** Anything else than what {@link #write} wrote is nothing. */
    static DisplayedPosition read(String text) {
        var shape = SHAPE.matcher(text);
        return shape.matches()
                ? new DisplayedPosition(shape.group(1), Long.parseLong(shape.group(2)), Long.parseLong(shape.group(3)))
                : NOTHING;
    }

    String write() {
        return asOf + "." + start + "." + position;
    }

    /** Nobody moves back in the line, and progress is counted from where it began. */
    DisplayedPosition and(SessionStatus standing) {
        var now = standing.place().map(SessionStatus.Place::position).orElse(position);
        return new DisplayedPosition(
                AsOfCodec.later(asOf, standing.asOf()),
                start == 0 ? now : start,
                position == 0 || now == 0 ? Math.max(position, now) : Math.min(position, now));
    }

    /** From 0 to 1. */
    double progress() {
        return start == 0 ? 0 : Math.max(0, 1 - (double) position / start);
    }
}
