package io.waitingroom.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SignatureThreadsTest {
    @Test
    void aTaskBeyondTheQueueIsRejectedAtOnceAndTheOthersRun() {
        var threads = new SignatureThreads("test", 1, 1);
        var release = new CountDownLatch(1);
        var first = threads.run(() -> firstAfter(release));
        var second = threads.run(() -> "second");
        var third = threads.run(() -> "third");
        assertThatThrownBy(third::join).hasRootCauseInstanceOf(RejectedExecutionException.class);
        release.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(second.join()).isEqualTo("second");
    }

    private static String firstAfter(CountDownLatch release) {
        try {
            release.await();
            return "first";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
