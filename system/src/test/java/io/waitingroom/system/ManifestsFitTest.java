package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.waitingroom.system.Manifests.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the manifests match one another and the programs. */
class ManifestsFitTest {
    @ParameterizedTest
    @ValueSource(strings = {"api-server", "granter-worker"})
    void everyProbeUsesTheManagementPort(String tier) {
        var container = container(tier);
        assertThat(ports(container)).containsEntry("management", port(tier, "--management-port"));
        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .extracting(ManifestsFitTest::target)
                .containsExactly("management/health/live", "management/health/live", "management/health/ready");
    }

    @Test
    void apiContainerExposesTheDefaultPort() {
        assertThat(ports(container("api-server"))).containsEntry("api", port("api-server", "--port"));
    }

    @Test
    void everyWorkloadSelectsItsPods() {
        assertThat(Manifests.workloads())
                .hasSize(3)
                .allSatisfy(it ->
                        assertThat(it.template().getMetadata().getLabels()).containsAllEntriesOf(it.selector()));
    }

    @Test
    void eachTierHasADisruptionBudgetWithItsLabels() {
        assertThat(Manifests.all(V1PodDisruptionBudget.class))
                .hasSize(2)
                .allSatisfy(budget -> assertThat(budget.getSpec().getSelector().getMatchLabels())
                        .isEqualTo(Manifests.workload(budget.getMetadata().getName())
                                .selector()));
    }

    @Test
    void autoscalerTargetsTheApiServerDeployment() {
        assertThat(Manifests.all(V2HorizontalPodAutoscaler.class))
                .extracting(it -> it.getSpec().getScaleTargetRef().getKind() + " "
                        + it.getSpec().getScaleTargetRef().getName())
                .containsExactly("Deployment api-server");
    }

    @Test
    void everyServiceTargetsPortsOfAWorkload() {
        assertThat(Manifests.all(V1Service.class)).hasSize(4).allSatisfy(service -> {
            var selected = Manifests.workloads().stream()
                    .filter(it -> it.selector().equals(service.getSpec().getSelector()))
                    .toList();
            assertThat(selected).hasSize(1);
            var open =
                    ports(selected.get(0).template().getSpec().getContainers().get(0));
            assertThat(service.getSpec().getPorts())
                    .allSatisfy(port -> assertThat(open.keySet())
                            .contains(port.getTargetPort().getStrValue()));
        });
    }

    @Test
    void everyPodMeetsTheRestrictedPodSecurityStandard() {
        assertThat(Manifests.workloads()).isNotEmpty().allSatisfy(ManifestsFitTest::assertRestricted);
    }

    private static void assertRestricted(Workload workload) {
        var pod = workload.template().getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getContainers()).isNotEmpty().allSatisfy(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(context.getCapabilities().getAdd()).isNullOrEmpty();
            assertThat(context.getPrivileged()).isNull();
        });
    }

    private static V1Container container(String workload) {
        return Manifests.workload(workload).template().getSpec().getContainers().get(0);
    }

    private static Map<String, Integer> ports(V1Container container) {
        return container.getPorts().stream()
                .collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));
    }

    private static int port(String tier, String flag) {
        return Integer.parseInt(Tier.named(tier).defaultOf(flag));
    }

    private static String target(V1Probe probe) {
        return probe.getHttpGet().getPort().getStrValue() + probe.getHttpGet().getPath();
    }
}
