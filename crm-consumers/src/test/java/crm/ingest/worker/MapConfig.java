package crm.ingest.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** The product's own defaults under a made-up environment, read by MicroProfile's rules. */
final class MapConfig implements Config {

    private static final Map<Class<?>, Function<String, Object>> CONVERTERS = Map.of(
            Integer.class, Integer::valueOf,
            Double.class, Double::valueOf,
            Duration.class, Duration::parse);

    private final Map<String, String> environment;
    private final Map<String, String> defaults = new HashMap<>();

    MapConfig(Map<String, String> environment) {
        this.environment = environment;
        Properties properties = new Properties();
        try (InputStream file = MapConfig.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.forEach((name, value) -> defaults.put(name.toString(), value.toString()));
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        String asVariable = name.replaceAll("[^a-zA-Z0-9]", "_");
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(asVariable.toUpperCase(Locale.ROOT))))
                .or(() -> Optional.ofNullable(defaults.get(name)))
                .filter(value -> !value.isEmpty())
                .map(value ->
                        type.cast(CONVERTERS.getOrDefault(type, text -> text).apply(value)));
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseThrow();
    }

    @Override
    public Iterable<String> getPropertyNames() {
        Set<String> names = new HashSet<>(environment.keySet());
        names.addAll(defaults.keySet());
        return names;
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
