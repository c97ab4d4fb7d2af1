package io.waitingroom.faults;

/** What the keys of the room are called. */
final class Keys {
    private Keys() {}

    static String of(String name) {
        return "waiting-room:{default}:" + name;
    }
}
