package crm.platform.page;

import jakarta.faces.application.Application;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the languages of the pages when the application starts: those that have a file of texts. Another one is added by
 * {@code texts_de.properties} beside the others; what it does not say is said in English.
 */
public class Languages implements SystemEventListener {

    private static final String TEXTS = "/WEB-INF/classes/crm/platform/page/";
    private static final Pattern FILE = Pattern.compile(".*/texts_(\\w+)\\.properties");

    @Override
    public boolean isListenerForSource(Object source) {
        return source instanceof Application;
    }

    @Override
    public void processEvent(SystemEvent event) {
        Set<String> files =
                FacesContext.getCurrentInstance().getExternalContext().getResourcePaths(TEXTS);
        ((Application) event.getSource()).setSupportedLocales(in(files));
    }

    static Set<Locale> in(Set<String> files) {
        return files.stream()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .map(file -> Locale.forLanguageTag(file.group(1).replace('_', '-')))
                .collect(Collectors.toSet());
    }

    /** All languages, the default one first. */
    static List<Locale> of(Application application) {
        Iterable<Locale> others = application::getSupportedLocales;
        return Stream.concat(
                        Stream.of(application.getDefaultLocale()),
                        StreamSupport.stream(others.spliterator(), false)
                                .sorted((one, other) -> one.toLanguageTag().compareTo(other.toLanguageTag())))
                .distinct()
                .toList();
    }
}
