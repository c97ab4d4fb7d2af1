package io.waitingroom.history;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * All that was recorded while a fault was made, and after.
 *
 * @param calls what clients saw, in no order
 * @param asOf how many changes of state the room had seen when the trail began, and everybody from before had gone
 * @param trail what the scripts wrote, in the order in which Redis carried them out: of everything that Redis still
 *     knows at the end
 * @param faultEnd when the fault was over, on the clock of the calls
 * @param lease how long a dead leader counts as leading
 * @param loss when Redis lost acknowledged writes, if the fault made it do so
 * @param rest the room, once everybody had left
 * @param stalls when the recorder and its clients were late themselves
 */
public record History(
        List<Call> calls,
        long asOf,
        List<Event> trail,
        long faultEnd,
        Duration lease,
        OptionalLong loss,
        Rest rest,
        List<Stall> stalls) {}
