package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private static final Permit PERMIT = new Permit("text", "subject", "id", Instant.MAX);

    @Test
    void isToldWhoIsDone() {
        try (var room = new Room()) {
            assertThat(new WaitingRoom(room.base()).leave(PERMIT).join()).isTrue();
            assertThat(room.left).containsExactly("POST Bearer text");
        }
    }

    @Test
    void oneThatIsAwayIsAFault() {
        var room = new Room();
        room.close();
        assertThatThrownBy(() -> new WaitingRoom(room.base()).leave(PERMIT).join())
                .hasCauseInstanceOf(IOException.class);
    }
}
