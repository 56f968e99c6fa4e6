package crm.platform.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every resource method of this module, by what one asks for: {@code GET /customers/{customer}}. */
final class Resources {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes");

    private Resources() {}

    static Map<String, Method> operations() {
        Map<String, Method> operations = new TreeMap<>();
        classes().filter(type -> type.isAnnotationPresent(Path.class)).forEach(type -> {
            for (Method method : type.getDeclaredMethods()) {
                verb(method).ifPresent(verb -> operations.put(verb + ' ' + path(type, method), method));
            }
        });
        return operations;
    }

    private static Stream<Class<?>> classes() {
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            List<String> names = files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith("Resource.class"))
                    .map(name -> name.replace(".class", "").replace(java.io.File.separatorChar, '.'))
                    .toList();
            return names.stream().map(Resources::load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> type, Method method) {
        String root = '/' + type.getAnnotation(Path.class).value().replaceAll("^/|/$", "");
        Path below = method.getAnnotation(Path.class);
        return below == null ? root : root + '/' + below.value().replaceAll("^/|/$", "");
    }
}
