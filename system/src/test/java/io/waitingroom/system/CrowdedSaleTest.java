package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Child;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs a sale with thousands of people, three API servers, two granters and fifty slots, and kills the leader half-way.
 * {@code -Dcrowd.people=N} tries other crowds.
 */
class CrowdedSaleTest {
    private static final int PEOPLE = Integer.getInteger("crowd.people", 4_000);
    private static final int CAPACITY = 50;
    private static final int MAX_CONCURRENT_JOINS = 64;
    private static final Pattern SLOT_CHANGE =
            Pattern.compile(".* lua\\] \"(ZADD|ZREM)\" \"[^\"]*:active\" (?:\"[0-9.]+\" )?\"(\\d+)\"");
    private static final Pattern RECORD_LEFT =
            Pattern.compile(".* lua\\] \"HSET\" \"[^\"]*:s(\\d+)\" \"(\\d+)\" \"L.*");

    private final Random random = new Random(42);
    /**
     * Memory of the averages and of the last 200 estimates that were compared with the real wait. The log of left sessions takes
     * another 2 bytes for each of them.
     */
    private static final int ESTIMATE_BYTES = 6_000;

    private final Map<Long, CompletableFuture<String>> ids = new ConcurrentHashMap<>();
    private final Set<Long> leftWhileWaiting = ConcurrentHashMap.newKeySet();
    private final Set<Long> activated = ConcurrentHashMap.newKeySet();
    private final List<Long> activations = new ArrayList<>();
    private final Set<Long> active = new HashSet<>();
    private final Semaphore joinSlots = new Semaphore(MAX_CONCURRENT_JOINS);
    private final List<CompletableFuture<Void>> joins = new ArrayList<>();
    private final Set<CompletableFuture<Integer>> leaveStatuses = ConcurrentHashMap.newKeySet();
    private volatile int maxActive;
    private TestSystem testSystem;

    @Test
    void crowdKeepsCapacityAndOrderAndLosesNoSession() {
        try (var started = new TestSystem(3, 2, "--capacity=" + CAPACITY, "--lease-ttl=1s", "--batch-size=1000000");
                var monitor = new RedisMonitor(started.redis.uri(), this::recordCommand)) {
            testSystem = started;
            var emptyRoom = usedMemory();
            for (int i = 0; i < PEOPLE; i++) {
                if (i == PEOPLE / 2) {
                    Signals.send("KILL", testSystem.leader().process().pid());
                }
                addVisitor();
            }
            CompletableFuture.allOf(joins.toArray(CompletableFuture[]::new)).join();
            TestSystem.await().until(() -> activated.size() + leftWhileWaiting.size() == PEOPLE);
            CompletableFuture.allOf(leaveStatuses.toArray(CompletableFuture[]::new))
                    .join();
            assertThat(leaveStatuses).allMatch(status -> status.join() == 204);

            assertThat(maxActive).isEqualTo(CAPACITY);
            assertThat(activations).isSorted().doesNotHaveDuplicates().doesNotContainAnyElementsOf(leftWhileWaiting);
            assertThat(testSystem.raw.zcard(TestSystem.ROOM + "active")).isZero();
            assertThat(testSystem.raw.xlen(TestSystem.ROOM + "stream")).isZero();
            assertThat(testSystem
                            .raw
                            .xpending(TestSystem.ROOM + "stream", "granters")
                            .getCount())
                    .isZero();
            testSystem.system.children().forEach(Child::terminate);
            testSystem.system.children().forEach(Child::awaitEnd);
            advanceTime();
            assertThat(usedMemory()).isLessThan(emptyRoom + ESTIMATE_BYTES + 4L * leftWhileWaiting.size());
        }
    }

    // One in ten leaves at once, when some of the sessions are still WAITING and others ACTIVE already.
    private void addVisitor() {
        joinSlots.acquireUninterruptibly();
        var leaves = random.nextInt(10) == 0;
        joins.add(visitor()
                .join()
                .whenComplete((id, error) -> joinSlots.release())
                .thenAccept(id -> {
                    id(SessionClient.ticket(id)).complete(id);
                    if (leaves) {
                        leaveStatuses.add(visitor().leave(id));
                    }
                }));
    }

    private void recordCommand(String command) {
        var slot = SLOT_CHANGE.matcher(command);
        var left = RECORD_LEFT.matcher(command);
        if (slot.matches()) {
            recordSlotChange(slot.group(1).equals("ZADD"), Long.parseLong(slot.group(2)));
        } else if (left.matches()) {
            var ticket = Long.parseLong(left.group(1)) * 100 + Long.parseLong(left.group(2));
            if (!activated.contains(ticket)) {
                leftWhileWaiting.add(ticket);
            }
        }
    }

    private void recordSlotChange(boolean added, long ticket) {
        if (!added) {
            active.remove(ticket);
            return;
        }
        active.add(ticket);
        activated.add(ticket);
        activations.add(ticket);
        maxActive = Math.max(maxActive, active.size());
        leaveStatuses.add(leaveWhenKnown(ticket));
    }

    // The session may become ACTIVE before the response to its join arrives.
    private CompletableFuture<Integer> leaveWhenKnown(long ticket) {
        return id(ticket).thenCompose(id -> visitor().leave(id));
    }

    private CompletableFuture<String> id(long ticket) {
        return ids.computeIfAbsent(ticket, unknown -> new CompletableFuture<>());
    }

    private SessionClient visitor() {
        return testSystem.visitors.get((int) (Math.random() * testSystem.visitors.size()));
    }

    private void advanceTime() {
        var settings = RoomSettings.DEFAULTS;
        try (var redis =
                new RedisLink(RedisURI.create(testSystem.redis.uri()), false, new SimpleMeterRegistry()).open()) {
            TestSystem.await().until(() -> redis.trouble().isEmpty());
            var granter = new RedisRoom(redis, RoomKeys.DEFAULT, settings);
            var outcome = granter.lead("test", Duration.ofMinutes(1), Optional.empty());
            var lease = ((LeadOutcome.Leading) outcome).lease();
            for (int i = 0; i < 3; i++) {
                testSystem.raw.hset(TestSystem.ROOM + "room", "at", "0");
                granter.tick(lease, Duration.ofMinutes(1), Duration.ofHours(1)).orElseThrow();
                sweep(granter, lease);
            }
        }
    }

    private static void sweep(RedisRoom granter, Lease lease) {
        while (granter.sweep(lease).orElseThrow()) {
            // Until nothing is due.
        }
    }

    // The memory of the room's keys only: connections, buffers and scripts change used_memory unpredictably.
    private long usedMemory() {
        return testSystem.raw.keys("*").stream()
                .mapToLong(testSystem.raw::memoryUsage)
                .sum();
    }
}
