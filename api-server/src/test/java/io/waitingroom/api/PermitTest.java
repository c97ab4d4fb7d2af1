package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PermitTest {
    private final TestApi api = TestApi.shared();

    @AutoClose
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    @Test
    void onlyAnActiveSessionGetsAPermit() {
        var id = api.join();
        assertThat(Body.of(api.look(id)).has("permit")).isFalse();
        assertThat(Body.of(api.heartbeat(id)).has("permit")).isFalse();
        room.grant();
        assertThat(Body.of(api.lookUncached(id)).has("permit")).isTrue();
        assertThat(Body.of(api.heartbeat(id)).has("permit")).isTrue();
        api.leave(id);
        assertThat(Body.of(api.look(id)).has("permit")).isFalse();
        assertThat(Body.of(api.heartbeat(id)).has("permit")).isFalse();
    }

    @Test
    void aPermitNamesItsRoomAndIsValidForTwoMinutes() throws Exception {
        var permit = PermitForge.read(api.permit(active()));
        assertThat(permit.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(permit.getHeader().getType().getType()).isEqualTo("waiting-room-permit+jwt");
        var claims = permit.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("waiting-room");
        assertThat(claims.getAudience()).containsExactly("default");
        assertThat(claims.getJWTID()).hasSizeGreaterThan(12);
        assertThat(claims.getIssueTime()).isEqualTo(claims.getNotBeforeTime());
        assertThat(lifetime(permit.serialize())).isBetween(Duration.ofSeconds(118), Duration.ofSeconds(120));
    }

    @Test
    void aPermitDoesNotOutliveItsSession() {
        var id = active();
        room.tick(Duration.ofSeconds(560));
        assertThat(lifetime(Body.of(api.lookUncached(id)).text("permit"))).isLessThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(lifetime(Body.of(api.heartbeat(id)).text("permit"))).isGreaterThan(Duration.ofSeconds(110));
    }

    @Test
    void theSubjectOfAPermitIsNoCredential() {
        var subject = PermitForge.claims(api.permit(active())).getSubject();
        Body.assertProblem(api.look(subject), 404);
        Body.assertProblem(api.verify("Authorization", "Bearer " + subject), 401);
    }

    @Test
    void looksShareAPermitAndAHeartbeatReturnsANewOne() {
        try (var brief = TestApi.with("--permit-ttl=10s");
                var room = new TestRoom(brief.redisUri)) {
            var id = brief.join();
            room.grant();
            var first = brief.permit(id);
            await().until(() -> !Body.of(brief.heartbeat(id)).text("permit").equals(first));
            assertThat(lifetime(first)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
            var second = brief.permit(id);
            assertThat(second).isNotEqualTo(first).isEqualTo(brief.permit(id));
        }
    }

    @Test
    void anEventContainsAPermit() throws Exception {
        var id = active();
        try (var events = EventReader.open(api, id)) {
            assertThat(PermitForge.claims(events.next().text("permit")).getAudience())
                    .containsExactly("default");
        }
    }

    private String active() {
        var id = api.join();
        room.grant();
        return id;
    }

    private static Duration lifetime(String permit) {
        return Duration.between(
                Instant.now(), PermitForge.claims(permit).getExpirationTime().toInstant());
    }
}
