package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class ManifestsTest {
    @Test
    void everyDocumentHasOnlyKnownFields() {
        assertThat(Manifests.documents())
                .hasSizeGreaterThan(10)
                .allSatisfy(document -> assertThat(Schema.problems(Manifests.model(document), document))
                        .isEmpty());
    }

    @Test
    void kustomizationListsExactlyTheFiles() {
        var resources = Manifests.kustomization().resources();
        assertThat(Repository.files("k8s"))
                .contains("kustomization.yaml")
                .filteredOn(file -> !resources.contains(file))
                .containsExactly("kustomization.yaml");
        assertThat(Repository.files("k8s")).containsAll(resources);
    }

    @Test
    void composeFileIsOneDocumentWithoutDuplicateKeys() {
        assertThat(Repository.documents(Repository.text("docker-compose.yml"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "replicas:, replica:, V1Deployment.spec.replica",
        "readinessProbe:, readynessProbe:, V1Deployment.spec.template.spec.containers[0].readynessProbe",
        "runAsNonRoot: true, runAsNonRoot: 'yes', V1Deployment.spec.template.spec.securityContext.runAsNonRoot",
        "replicas: 2, replicas: two, V1Deployment.spec.replicas",
        "cpu: 100m, cpu: 100 m, V1Deployment.spec.template.spec.containers[0].resources.requests.cpu",
        "{path: /health/live, {paths: /health/live, V1Deployment.spec.template.spec.containers[0].livenessProbe"
    })
    void misspeltFieldOrWrongTypeIsFound(String right, String wrong, String path) {
        var text = Repository.text("k8s/granter.yaml");
        assertThat(text).contains(right);
        var document = Repository.documents(text.replace(right, wrong)).get(0);
        assertThat(Schema.problems(V1Deployment.class, document)).anyMatch(problem -> problem.startsWith(path));
    }

    @Test
    void missingFieldIsFound() {
        var text = Repository.text("k8s/granter.yaml").replace("- name: granter-worker", "- stdin: false");
        assertThat(Schema.problems(
                        V1Deployment.class, Repository.documents(text).get(0)))
                .isEqualTo(List.of("V1Deployment.spec.template.spec.containers[0].name: is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\na: 2", "a: {b: 1, b: 1}", "a:\n  - b: 1\n    b: 2"})
    void duplicateKeyIsFound(String yaml) {
        assertThatThrownBy(() -> Repository.documents(yaml)).isInstanceOf(YamlEngineException.class);
    }
}
