package io.waitingroom.system;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Validates a document against a class: its fields define the names and types that the document may have. */
final class Schema {
    private final List<String> problems = new ArrayList<>();

    private Schema() {}

    /** The problems of the document, each with its path. Empty if the document is valid. */
    static List<String> problems(Class<?> model, Object document) {
        var schema = new Schema();
        schema.check(model, document, model.getSimpleName());
        return List.copyOf(schema.problems);
    }

    private void check(Type type, Object value, String path) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            checkList(generic.getActualTypeArguments()[0], value, path);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            checkMap(generic.getActualTypeArguments()[1], value, path);
        } else if (type == String.class || type == Boolean.class) {
            require(((Class<?>) type).isInstance(value), path, type, value);
        } else if (type == Integer.class || type == Long.class) {
            require(value instanceof Integer || value instanceof Long, path, type, value);
        } else if (type == IntOrString.class) {
            require(value instanceof Integer || value instanceof String, path, type, value);
        } else if (type == Quantity.class) {
            require(isQuantity(value), path, type, value);
        } else {
            checkModel((Class<?>) type, value, path);
        }
    }

    private void checkList(Type element, Object value, String path) {
        if (require(value instanceof List, path, List.class, value)) {
            var list = (List<?>) value;
            for (int i = 0; i < list.size(); i++) {
                check(element, list.get(i), path + "[" + i + "]");
            }
        }
    }

    private void checkMap(Type element, Object value, String path) {
        if (require(value instanceof Map, path, Map.class, value)) {
            ((Map<?, ?>) value).forEach((key, inner) -> {
                require(key instanceof String, path + "." + key, String.class, key);
                check(element, inner, path + "." + key);
            });
        }
    }

    private void checkModel(Class<?> model, Object value, String path) {
        if (!require(value instanceof Map, path, model, value)) {
            return;
        }
        var types = fieldTypes(model);
        var map = (Map<?, ?>) value;
        map.forEach((key, inner) -> {
            if (types.containsKey(key)) {
                check(types.get(key), inner, path + "." + key);
            } else {
                problems.add(path + "." + key + ": unknown field");
            }
        });
        required(model).stream()
                .filter(name -> !map.containsKey(name))
                .forEach(name -> problems.add(path + "." + name + ": is missing"));
    }

    private boolean require(boolean holds, String path, Type type, Object value) {
        if (!holds) {
            problems.add(path + ": " + value + " is not of type " + ((Class<?>) type).getSimpleName());
        }
        return holds;
    }

    private static boolean isQuantity(Object value) {
        try {
            return (value instanceof String || value instanceof Number)
                    && Quantity.fromString(value.toString()).getNumber() != null;
        } catch (QuantityFormatException | NumberFormatException e) {
            return false;
        }
    }

    private static Map<String, Type> fieldTypes(Class<?> model) {
        var types = new HashMap<String, Type>();
        for (Field field : model.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                var name = field.getAnnotation(SerializedName.class);
                types.put(name == null ? field.getName() : name.value(), field.getGenericType());
            }
        }
        return types;
    }

    // The generated Kubernetes models have this field. Other models require nothing.
    private static Collection<?> required(Class<?> model) {
        try {
            return (Collection<?>) model.getField("openapiRequiredFields").get(null);
        } catch (ReflectiveOperationException e) {
            return List.of();
        }
    }
}
