package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.waitingroom.system.Kustomization.Generator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each tier reads all environment variables that k8s/ and docker-compose.yml set for it. */
class EnvironmentOfTiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"api-server", "granter-worker"})
    void kubernetesSetsOnlyValidVariablesOfTheTier(String name) {
        var tier = Tier.named(name);
        var variables = kubernetesVariables(name);
        assertThat(tier.variables().keySet()).containsAll(variables.keySet());
        assertThat(variables).containsKey("WAITING_ROOM_REDIS_URI");
        assertThatNoException().isThrownBy(() -> tier.read(variables));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-server", "granter-worker"})
    void composeSetsOnlyVariablesOfTheTier(String name) {
        var variables = composeVariables(name);
        assertThat(Tier.named(name).variables().keySet()).containsAll(variables);
        assertThat(variables).contains("WAITING_ROOM_REDIS_URI");
    }

    private static Map<String, String> kubernetesVariables(String tier) {
        var variables = new HashMap<String, String>();
        for (var container : Manifests.workload(tier).template().getSpec().getContainers()) {
            for (var source : container.getEnvFrom()) {
                var name = source.getConfigMapRef() != null
                        ? source.getConfigMapRef().getName()
                        : source.getSecretRef().getName();
                variables.putAll(generated(name));
            }
            if (container.getEnv() != null) {
                container.getEnv().forEach(variable -> variables.put(variable.getName(), variable.getValue()));
            }
        }
        return variables;
    }

    private static Map<String, String> generated(String name) {
        var kustomization = Manifests.kustomization();
        var literals = Stream.concat(
                        kustomization.configMapGenerator().stream(), kustomization.secretGenerator().stream())
                .filter(generator -> generator.name().equals(name))
                .map(Generator::literals)
                .findFirst()
                .orElseThrow();
        var values = new HashMap<String, String>();
        literals.forEach(literal -> values.put(literal.split("=", 2)[0], literal.split("=", 2)[1]));
        return values;
    }

    private static List<String> composeVariables(String tier) {
        var compose =
                Repository.documents(Repository.text("docker-compose.yml")).get(0);
        return ((Map<?, ?>) compose.get("services"))
                .values().stream()
                        .map(service -> (Map<?, ?>) service)
                        .filter(service -> service.get("image").equals("waiting-room/" + tier))
                        .flatMap(service -> ((Map<?, ?>) service.get("environment")).keySet().stream())
                        .map(String::valueOf)
                        .toList();
    }
}
