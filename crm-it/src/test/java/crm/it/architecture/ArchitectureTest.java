package crm.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Resource;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The grid of components and modules, as documentation that cannot become untrue. */
class ArchitectureTest {

    private static final String GRID = "see docs/decisions/0001-components-and-modules.md";

    /** Each component may know itself and those listed. */
    private static final Map<String, Set<String>> COMPONENTS = Map.of(
            "platform", Set.of(),
            "condition", Set.of(),
            "privacy", Set.of("platform"),
            "access", Set.of("platform", "privacy"),
            "ingest", Set.of("platform", "privacy", "access"),
            "profile", Set.of("platform", "privacy", "ingest", "access"),
            "segment", Set.of("platform", "condition", "privacy", "ingest", "profile", "access"),
            "operations", Set.of("platform", "privacy", "ingest", "profile", "access"),
            "home", Set.of("platform", "profile", "access", "operations"));

    /** The one home of each role. */
    private static final Map<String, String> ROLES = Map.ofEntries(
            entry("entity", "crm-model"),
            entry("service", "crm-ejb"),
            entry("fold", "crm-ejb"),
            entry("store", "crm-ejb"),
            entry("rfm", "crm-ejb"),
            entry("language", "crm-ejb"),
            entry("evaluation", "crm-ejb"),
            entry("cluster", "crm-ejb"),
            entry("form", "crm-ejb"),
            entry("worker", "crm-consumers"),
            entry("consumer", "crm-consumers"),
            entry("rest", "crm-web"),
            entry("login", "crm-web"),
            entry("page", "crm-web"));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/crm-dev"))
            .withImportOption(location -> !location.contains("/crm/it/"))
            .importPackages("crm");

    @Test
    void allComponentsAreThere() {
        assertThat(PRODUCT.stream().map(type -> component(type)).collect(Collectors.toSet()))
                .isEqualTo(COMPONENTS.keySet());
    }

    @Test
    void componentsAreFreeOfCycles() {
        slices().matching("crm.(*)..").should().beFreeOfCycles().because(GRID).check(PRODUCT);
    }

    @Test
    void componentsKnowOnlyWhomTheMapLists() {
        COMPONENTS.forEach((component, known) -> {
            Set<String> strangers = new TreeSet<>(COMPONENTS.keySet());
            strangers.remove(component);
            strangers.removeAll(known);
            if (!strangers.isEmpty()) {
                noClasses()
                        .that(resideInAPackage("crm." + component + ".."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(strangers.stream()
                                .map(stranger -> "crm." + stranger + "..")
                                .toArray(String[]::new)))
                        .because(GRID)
                        .check(PRODUCT);
            }
        });
    }

    @Test
    void eachRoleHasOneHomeAndNoPackageLivesInTwoModules() {
        Map<String, Set<String>> homes = new TreeMap<>();
        PRODUCT.forEach(type -> homes.computeIfAbsent(type.getPackageName(), none -> new TreeSet<>())
                .add(module(type)));
        homes.forEach((name, modules) -> {
            String role = name.split("\\.", -1)[2];
            assertThat(modules).as(name + ": " + GRID).containsExactly(ROLES.get(role));
        });
    }

    @Test
    void kafkaIsKnownToTheWorkersModuleOnly() {
        List<String> elsewhere = PRODUCT.stream()
                .filter(type -> !module(type).equals("crm-consumers"))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("org.apache.kafka")))
                .map(JavaClass::getName)
                .toList();
        assertThat(elsewhere).as(GRID).isEmpty();
    }

    @Test
    void handlersSeeEventsAndNeverKafka() {
        noClasses()
                .that(resideInAPackage("crm..consumer.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "crm.ingest.worker.."))
                .because("a capability is one class over domain events; " + GRID)
                .check(PRODUCT);
    }

    /** What a person can be known by; a service that gives one of these to the web must write down who looked. */
    private static final Set<String> PERSONAL = Set.of(
            "crm.profile.entity.ProfileView",
            "crm.profile.entity.CustomerSummary",
            "crm.profile.entity.CustomerFile",
            "crm.profile.entity.TimelinePart",
            "crm.profile.entity.Note",
            "crm.profile.entity.TimelineEntry");

    /** The one that does so, and the one that masks what it is given. */
    private static final Set<String> SHOWING =
            Set.of("crm.profile.service.CustomerLooks", "crm.profile.service.PersonalData");

    @Test
    void resourcesAndPagesSeeCustomersOnlyThroughLooksThatAreAudited() {
        List<String> unaudited = PRODUCT.stream()
                .filter(type -> module(type).equals("crm-web"))
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(call -> call.getTargetOwner().getPackageName().endsWith(".service"))
                .filter(call -> !SHOWING.contains(call.getTargetOwner().getFullName()))
                .filter(ArchitectureTest::givesPersons)
                .map(call -> call.getDescription())
                .toList();
        assertThat(unaudited).as("see docs/decisions/0008-audit-trail.md").isEmpty();
    }

    private static boolean givesPersons(JavaCodeUnitAccess<?> call) {
        return call.getTarget().resolveMember().stream()
                .flatMap(member -> member.getReturnType().getAllInvolvedRawTypes().stream())
                .anyMatch(type -> PERSONAL.contains(type.getFullName()));
    }

    @Test
    void entitiesStayInside() {
        noClasses()
                .that(resideInAnyPackage("crm..rest..", "crm..page..", "crm..consumer.."))
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(Entity.class)
                .because("resources, pages and topics see records; " + GRID)
                .check(PRODUCT);
    }

    @Test
    void thereIsOneWayToTheDatabase() {
        noFields()
                .that()
                .haveRawType(DataSource.class)
                .should()
                .beAnnotatedWith(Resource.class)
                .because("crm.platform.service.DataSources knows which one it is")
                .check(PRODUCT);
    }

    @Test
    void technicalSuffixesSayTheirRole() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .resideInAPackage("crm..rest..")
                .because(GRID)
                .check(PRODUCT);
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto)")
                .because("names are nouns of the business; " + GRID)
                .check(PRODUCT);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        List<Path> silent;
        try (Stream<Path> files = Files.walk(root())) {
            silent = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .toList();
        }
        assertThat(silent).isEmpty();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("crm-it") ? here.getParent() : here;
    }

    private static String component(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[1];
    }

    /** The module whose folder or artifact a class came from. */
    private static String module(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        return ROLES.values().stream()
                .filter(module -> uri.contains("/" + module + "/") || uri.contains("/" + module + "-"))
                .findFirst()
                .orElse("no module of the grid: " + uri);
    }
}
