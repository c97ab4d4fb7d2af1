package io.waitingroom.http;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/** Accepts connections, and measures how long requests wait before they are read. */
final class WatchedConnector extends ServerConnector {
    private static final int DEFAULT_ACCEPTORS = -1;

    private final ReadingDelay delay;

    WatchedConnector(Server server, int selectors, ReadingDelay delay, ConnectionFactory http) {
        super(server, DEFAULT_ACCEPTORS, selectors, http);
        this.delay = delay;
    }

    // The super constructor calls this method before the field is set. The selectors are created later, when the
    // connector starts.
    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return delay.selector(this, id);
            }
        };
    }
}
