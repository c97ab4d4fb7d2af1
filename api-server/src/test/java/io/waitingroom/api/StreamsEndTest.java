package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.waitingroom.permit.Binding;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.stream.EventStream;
import io.waitingroom.stream.Subscriber;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that a server ends its streams when it stops: the shutdown waits for all open requests. */
class StreamsEndTest {
    private final TestApi api = TestApi.with();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void stoppingTheServerEndsItsStreams() throws Exception {
        try (var stream = EventReader.open(api, api.join())) {
            stream.next();
            api.streams.close();
            assertThat(stream.isAtEnd()).isTrue();
        }
    }

    @Test
    void aStreamThatBeginsDuringTheShutdownEndsToo() throws Exception {
        var id = api.join();
        api.streams.close();
        try (var stream = EventReader.open(api, id)) {
            stream.next();
            assertThat(stream.isAtEnd()).isTrue();
        }
    }

    @Test
    void aReaderThatAcceptsNoDataIsAborted() {
        var status = new SessionStatus(
                SessionState.ACTIVE,
                AsOfCodec.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var aborts = new AtomicInteger();
        var stream = new EventStream(new NeverReady(), aborts::incrementAndGet);
        var closed = api.streams.subscribe(new Subscriber(new SessionId(1, 1, 1), "id", Binding.NONE, stream, status));
        api.streams.close();
        await().until(closed::isDone);
        assertThat(aborts).hasValue(1);
    }

    @Test
    void anEndlessRequestIsCutOffAndTheShutdownGoesOn() throws Exception {
        var started = new CountDownLatch(1);
        try (var busy = TestApi.withRoute(routes -> routes.get(
                "/never",
                ctx -> ctx.future(() -> {
                    started.countDown();
                    return new CompletableFuture<Void>();
                })))) {
            busy.callAsync("GET", "/never");
            started.await();
            assertThatNoException().isThrownBy(busy.http::close);
        }
    }

    private static final class NeverReady extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // a stream that is never ready never calls its listener
        }

        @Override
        public void write(int b) {
            throw new IllegalStateException("not ready");
        }
    }
}
