package io.waitingroom.stream;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    /** A reader that accepts data only while the test makes it ready. */
    private static final class Reader extends ServletOutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private WriteListener listener;
        private boolean ready = true;
        private boolean disconnected;
        private boolean broken;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener writer) {
            listener = writer;
        }

        @Override
        public void write(int b) throws IOException {
            if (disconnected) {
                throw new IOException("gone");
            }
            if (broken) {
                throw new NullPointerException("broken");
            }
            read.write(b);
        }

        void setReady(boolean acceptsData) throws IOException {
            ready = acceptsData;
            if (ready) {
                listener.onWritePossible();
            }
        }

        String text() {
            return read.toString(StandardCharsets.UTF_8);
        }
    }

    private final Reader reader = new Reader();
    private final AtomicInteger aborts = new AtomicInteger();
    private final EventStream stream = new EventStream(reader, aborts::incrementAndGet);

    @Test
    void aTextFromBeforeTheBeginIsSentAfterIt() throws IOException {
        stream.send(bytes("a"));
        stream.begin();
        assertThat(reader.text()).isEmpty();
        reader.setReady(true);
        assertThat(reader.text()).isEqualTo("a");
    }

    @Test
    void aSlowReaderGetsOnlyTheNewestTextAndBlocksNothing() throws IOException {
        begin();
        reader.setReady(false);
        stream.send(bytes("old"));
        stream.send(bytes("new"));
        assertThat(reader.text()).isEmpty();
        assertThat(stream.blockedNanos()).isPositive();
        reader.setReady(true);
        assertThat(reader.text()).isEqualTo("new");
        assertThat(stream.blockedNanos()).isZero();
    }

    @Test
    void aCommentNeverReplacesAnEvent() throws IOException {
        begin();
        reader.setReady(false);
        stream.send(bytes("event"));
        stream.sendIfIdle(bytes("comment"));
        reader.setReady(true);
        assertThat(reader.text()).isEqualTo("event");
    }

    @Test
    void nothingIsSentAfterTheLastText() throws IOException {
        begin();
        reader.setReady(false);
        stream.sendLast(bytes("last"));
        stream.send(bytes("more"));
        assertThat(stream.closed()).isNotDone();
        reader.setReady(true);
        assertThat(reader.text()).isEqualTo("last");
        assertThat(stream.closed()).isDone();
    }

    @Test
    void aDisconnectedReaderClosesTheStream() throws IOException {
        begin();
        reader.disconnected = true;
        stream.send(bytes("a"));
        assertThat(stream.closed()).isDone();
    }

    @Test
    void aFailedWriteClosesTheStream() throws IOException {
        begin();
        reader.broken = true;
        stream.sendIfIdle(bytes("a"));
        assertThat(stream.closed()).isDone();
    }

    @Test
    void anAbortedStreamIsClosedDespiteABlockedReader() throws IOException {
        begin();
        reader.setReady(false);
        stream.send(bytes("a"));
        stream.abort();
        assertThat(aborts).hasValue(1);
        assertThat(stream.closed()).isDone();
    }

    private void begin() throws IOException {
        stream.begin();
        reader.setReady(true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
