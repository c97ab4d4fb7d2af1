package io.waitingroom.history;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The recording of a room during a fault and after it.
 *
 * @param calls the calls of the clients, in no order
 * @param asOf the room's number of state changes when the trail began; all earlier sessions had ended by then
 * @param trail the audit trail that the scripts wrote, in the order in which Redis ran them, as far as Redis still has it
 *     at the end
 * @param faultEnd when the fault was over, on the clock of the calls
 * @param lease how long a dead leader still counts as the leader
 * @param loss when Redis lost acknowledged writes, if the fault caused that
 * @param leftovers what the room held once all visitors had left
 * @param stalls when the recorder and its clients were late themselves
 */
public record History(
        List<Call> calls,
        long asOf,
        List<Event> trail,
        long faultEnd,
        Duration lease,
        OptionalLong loss,
        Leftovers leftovers,
        List<Stall> stalls) {}
