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
 * Thousands of people, three API servers, two granters, fifty slots, and a leader that is killed half-way.
 * {@code -Dcrowd.people=N} tries other crowds.
 */
class CrowdedSaleTest {
    private static final int PEOPLE = Integer.getInteger("crowd.people", 4_000);
    private static final int CAPACITY = 50;
    private static final int AT_ONCE = 64;
    private static final Pattern SLOT_CHANGE =
            Pattern.compile(".* lua\\] \"(ZADD|ZREM)\" \"[^\"]*:active\" (?:\"[0-9.]+\" )?\"(\\d+)\"");
    private static final Pattern RECORD_LEFT =
            Pattern.compile(".* lua\\] \"HSET\" \"[^\"]*:s(\\d+)\" \"(\\d+)\" \"L.*");

    private final Random random = new Random(42);
    /** Bytes of averages and of the last 200 estimates that were judged. Of who left, there are 2 bytes each in a log. */
    private static final int WHAT_THE_ROOM_LEARNT = 6_000;

    private final Map<Long, CompletableFuture<String>> ids = new ConcurrentHashMap<>();
    private final Set<Long> leftWhileWaiting = ConcurrentHashMap.newKeySet();
    private final Set<Long> activated = ConcurrentHashMap.newKeySet();
    private final List<Long> activations = new ArrayList<>();
    private final Set<Long> active = new HashSet<>();
    private final Semaphore atOnce = new Semaphore(AT_ONCE);
    private final List<CompletableFuture<Void>> joins = new ArrayList<>();
    private final Set<CompletableFuture<Integer>> answers = ConcurrentHashMap.newKeySet();
    private volatile int mostActive;
    private Sale sale;

    @Test
    void keepsCapacityAndOrderAndLosesNobody() {
        try (var opened = new Sale(3, 2, "--capacity=" + CAPACITY, "--lease-ttl=1s", "--batch-size=1000000");
                var monitor = new RedisMonitor(opened.redis.uri(), this::follow)) {
            sale = opened;
            var emptyRoom = usedMemory();
            for (int i = 0; i < PEOPLE; i++) {
                if (i == PEOPLE / 2) {
                    Signals.send("KILL", sale.leader().process().pid());
                }
                oneMore();
            }
            CompletableFuture.allOf(joins.toArray(CompletableFuture[]::new)).join();
            Sale.await().until(() -> activated.size() + leftWhileWaiting.size() == PEOPLE);
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            assertThat(answers).allMatch(answer -> answer.join() == 204);

            assertThat(mostActive).isEqualTo(CAPACITY);
            assertThat(activations).isSorted().doesNotHaveDuplicates().doesNotContainAnyElementsOf(leftWhileWaiting);
            assertThat(sale.raw.zcard(Sale.ROOM + "active")).isZero();
            assertThat(sale.raw.xlen(Sale.ROOM + "stream")).isZero();
            assertThat(sale.raw.xpending(Sale.ROOM + "stream", "granters").getCount())
                    .isZero();
            sale.system.children().forEach(Child::terminate);
            sale.system.children().forEach(Child::awaitEnd);
            letTimePass();
            assertThat(usedMemory()).isLessThan(emptyRoom + WHAT_THE_ROOM_LEARNT + 4L * leftWhileWaiting.size());
        }
    }

    // One in ten leaves at once, which finds some of them WAITING and some ACTIVE already.
    private void oneMore() {
        atOnce.acquireUninterruptibly();
        var leaves = random.nextInt(10) == 0;
        joins.add(visitor().join().whenComplete((id, error) -> atOnce.release()).thenAccept(id -> {
            id(SessionClient.ticket(id)).complete(id);
            if (leaves) {
                answers.add(visitor().leave(id));
            }
        }));
    }

    private void follow(String command) {
        var slot = SLOT_CHANGE.matcher(command);
        var left = RECORD_LEFT.matcher(command);
        if (slot.matches()) {
            follow(slot.group(1).equals("ZADD"), Long.parseLong(slot.group(2)));
        } else if (left.matches()) {
            var ticket = Long.parseLong(left.group(1)) * 100 + Long.parseLong(left.group(2));
            if (!activated.contains(ticket)) {
                leftWhileWaiting.add(ticket);
            }
        }
    }

    private void follow(boolean added, long ticket) {
        if (!added) {
            active.remove(ticket);
            return;
        }
        active.add(ticket);
        activated.add(ticket);
        activations.add(ticket);
        mostActive = Math.max(mostActive, active.size());
        answers.add(leaveWhenKnown(ticket));
    }

    // The answer to the join may still be on its way when its session is ACTIVE already.
    private CompletableFuture<Integer> leaveWhenKnown(long ticket) {
        return id(ticket).thenCompose(id -> visitor().leave(id));
    }

    private CompletableFuture<String> id(long ticket) {
        return ids.computeIfAbsent(ticket, unknown -> new CompletableFuture<>());
    }

    private SessionClient visitor() {
        return sale.visitors.get((int) (Math.random() * sale.visitors.size()));
    }

    private void letTimePass() {
        var settings = RoomSettings.DEFAULTS;
        try (var redis = new RedisLink(RedisURI.create(sale.redis.uri()), false, new SimpleMeterRegistry()).open()) {
            Sale.await().until(() -> redis.trouble().isEmpty());
            var granter = new RedisRoom(redis, RoomKeys.DEFAULT, settings);
            var outcome = granter.lead("test", Duration.ofMinutes(1), Optional.empty());
            var lease = ((LeadOutcome.Leading) outcome).lease();
            for (int i = 0; i < 3; i++) {
                sale.raw.hset(Sale.ROOM + "room", "at", "0");
                granter.tick(lease, Duration.ofMinutes(1), Duration.ofHours(1)).orElseThrow();
                sweep(granter, lease);
            }
        }
    }

    private static void sweep(RedisRoom granter, Lease lease) {
        while (granter.sweep(lease).orElseThrow()) {
            // until nothing is due
        }
    }

    // Of the room's own keys: connections, buffers and scripts take their share of used_memory as they please.
    private long usedMemory() {
        return sale.raw.keys("*").stream().mapToLong(sale.raw::memoryUsage).sum();
    }
}
