package io.waitingroom.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdsTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final SigningKey KEY = SigningKey.of("k".repeat(32));
    private static final SessionId ID = new SessionId(0xdeadbeef, 123_456, 0xcafebabe);

    private final SessionIds ids = new SessionIds(KEY, "default");
    private final String text = ids.write(ID);

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "-1, 281474976710655, -1", "2147483647, 4294967296, -2147483648", "1, 4294967295, 1"})
    void encodedIdIsDecodedUnchanged(int incarnation, long ticket, int nonce) {
        var id = new SessionId(incarnation, ticket, nonce);
        assertThat(ids.read(ids.write(id))).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "-1, 281474976710655, -1", "1, 4294967296, 1"})
    void subjectIdentifiesTheSession(int incarnation, long ticket, int nonce) {
        var id = new SessionId(incarnation, ticket, nonce);
        assertThat(SessionId.ofSubject(id.subject())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "AAAAAAAAAAAAAAAAAAA", "3q2-7wAAAAHiQMr-ur", "3q2-7wAAAAHiQMr+ur4", "3q2-7wAAAAHiQMr-ur4A"})
    void malformedSubjectIsRefused(String text) {
        assertThat(SessionId.ofSubject(text)).isEmpty();
    }

    @Test
    void subjectIsNotAnId() {
        assertThat(ids.read(ID.subject())).isEmpty();
    }

    @Test
    void idHas40CharactersThatNeedNoEscaping() {
        assertThat(text).hasSize(40).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void ticketOutOfRangeIsRefused() {
        assertThat(SessionId.MAX_TICKET).isEqualTo(281_474_976_710_655L);
        assertThatThrownBy(() -> new SessionId(1, SessionId.MAX_TICKET + 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionId(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idWithAChangedCharacterIsRefused() {
        for (int index = 0; index < text.length(); index++) {
            for (char other : ALPHABET.toCharArray()) {
                var changed = text.substring(0, index) + other + text.substring(index + 1);
                assertThat(ids.read(changed).isPresent()).as(changed).isEqualTo(changed.equals(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s=", "%s==", " %s", "%s ", "%s\n", "%sA", "A%s", "%s%%3D", "\u00e9%s"})
    void idWithAddedCharactersIsRefused(String shape) {
        assertThat(ids.read(shape.formatted(text))).isEmpty();
    }

    @Test
    void idWithMissingCharactersIsRefused() {
        for (int length = 0; length < text.length(); length++) {
            assertThat(ids.read(text.substring(0, length))).isEmpty();
        }
    }

    @Test
    void idWithCharactersOfAnotherAlphabetIsRefused() {
        assertThat(ids.read("+".repeat(40))).isEmpty();
        assertThat(ids.read("\u00e9".repeat(40))).isEmpty();
        assertThat(ids.read("A".repeat(39) + "\n")).isEmpty();
    }

    @Test
    void idSignedWithAnotherKeyIsRefused() {
        assertThat(new SessionIds(SigningKey.of("K".repeat(32)), "default").read(text))
                .isEmpty();
    }

    @Test
    void idOfAnotherRoomIsRefused() {
        assertThat(new SessionIds(KEY, "another").read(text)).isEmpty();
    }

    @Test
    void toStringContainsNoSecret() {
        assertThat(ID).hasToString("ticket 123456");
        assertThat(KEY.toString()).doesNotContain(KEY.text());
    }
}
