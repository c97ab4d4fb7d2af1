package io.waitingroom.bench;

/** One thing that is measured. */
interface Measurement {
    /** @throws Exception for whatever kept it from being measured */
    Findings measure(SharedRooms lab) throws Exception;
}
