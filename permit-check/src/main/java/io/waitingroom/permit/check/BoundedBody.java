package io.waitingroom.permit.check;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads a response body. Fails if the body is larger than any response of a room can be. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private static final int MAX_BYTES = 64 * 1024;

    private final BodySubscriber<byte[]> delegate = BodySubscribers.ofByteArray();
    private Subscription subscription;
    private long bytes;

    static BodyHandler<byte[]> handler() {
        return response -> new BoundedBody();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return delegate.getBody();
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        delegate.onSubscribe(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        bytes += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > MAX_BYTES) {
            subscription.cancel();
            delegate.onError(new IOException("a response of more than " + MAX_BYTES + " bytes"));
        } else {
            delegate.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable error) {
        delegate.onError(error);
    }

    @Override
    public void onComplete() {
        delegate.onComplete();
    }
}
