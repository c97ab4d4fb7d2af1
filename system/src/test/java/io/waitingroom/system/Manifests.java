package io.waitingroom.system;

import com.google.gson.Gson;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the manifests in k8s/. */
final class Manifests {
    private static final Map<String, Class<?>> MODELS = Map.of(
            "v1 Namespace", V1Namespace.class,
            "v1 Service", V1Service.class,
            "apps/v1 Deployment", V1Deployment.class,
            "apps/v1 StatefulSet", V1StatefulSet.class,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "kustomize.config.k8s.io/v1beta1 Kustomization", Kustomization.class);

    private Manifests() {}

    /** @param selector the labels that select the workload's pods */
    record Workload(String name, Map<String, String> selector, V1PodTemplateSpec template) {}

    static List<Map<String, Object>> documents() {
        return Repository.files("k8s").stream()
                .flatMap(file -> Repository.documents(Repository.text("k8s/" + file)).stream())
                .toList();
    }

    static Class<?> model(Map<String, Object> document) {
        var name = document.get("apiVersion") + " " + document.get("kind");
        if (!MODELS.containsKey(name)) {
            throw new IllegalStateException("there is no model for " + name);
        }
        return MODELS.get(name);
    }

    static <T> List<T> all(Class<T> model) {
        return documents().stream()
                .filter(document -> model(document) == model)
                .map(document -> JSON.<T>deserialize(new Gson().toJson(document), model))
                .toList();
    }

    static List<Workload> workloads() {
        var deployments = all(V1Deployment.class).stream()
                .map(it -> new Workload(
                        it.getMetadata().getName(),
                        it.getSpec().getSelector().getMatchLabels(),
                        it.getSpec().getTemplate()));
        var statefulSets = all(V1StatefulSet.class).stream()
                .map(it -> new Workload(
                        it.getMetadata().getName(),
                        it.getSpec().getSelector().getMatchLabels(),
                        it.getSpec().getTemplate()));
        return Stream.concat(deployments, statefulSets).toList();
    }

    static Workload workload(String name) {
        return workloads().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Kustomization kustomization() {
        return all(Kustomization.class).get(0);
    }
}
