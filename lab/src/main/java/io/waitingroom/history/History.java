package io.waitingroom.history;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The record of a room during a fault and after the fault.
 *
 * @param calls the calls of the clients, in no particular order
 * @param asOf the room's number of state changes when the trail began. All earlier sessions had ended by then
 * @param trail the entries of the audit trail that Redis still has at the end, and those that the recorder saved before a loss.
 *     They are in the order in which Redis ran the scripts that wrote them
 * @param faultEnd the time at which the fault was over, on the clock of the calls
 * @param lease the duration of a lease. When a leader dies, it still counts as the leader for at most this time
 * @param loss the time at which Redis lost acknowledged writes, if the fault caused a loss
 * @param leftovers the data that the room held after all visitors had left
 * @param stalls the delays that the recorder and its clients caused themselves
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
