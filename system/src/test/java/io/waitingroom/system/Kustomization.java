package io.waitingroom.system;

import java.util.List;

/** The fields of a kustomization.yaml that this project uses. kustomize refuses unknown fields. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<Image> images,
        List<Generator> configMapGenerator,
        List<Generator> secretGenerator) {

    record Image(String name, String newName, String newTag, String digest) {}

    /** @param literals each {@code NAME=value} */
    record Generator(String name, List<String> literals, List<String> envs, List<String> files) {}
}
