package crm.dev.chaos;

import crm.dev.Failure;
import crm.dev.lab.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the project with a mutation, built into an application of its own. */
public final class Mutant {

    private final Path project;
    private final Path copy;

    /**
     * One that is yet to be built.
     *
     * @param project is only read
     * @param copy is made anew
     */
    public Mutant(Path project, Path copy) {
        this.project = project;
        this.copy = copy;
    }

    /** The application. */
    public Path build(Mutation mutation) throws IOException, InterruptedException {
        Tree.delete(copy);
        Files.createDirectories(copy);
        for (String name : List.of("pom.xml", "mvnw", ".mvn")) {
            Tree.copy(project.resolve(name), copy.resolve(name));
        }
        for (Path module : modules()) {
            Path into = Files.createDirectories(copy.resolve(module.getFileName()));
            Tree.copy(module.resolve("pom.xml"), into.resolve("pom.xml"));
            Tree.copy(module.resolve("src"), into.resolve("src"));
        }
        mutation.applyTo(copy);
        make();
        return copy.resolve("crm-ear/target/crm.ear");
    }

    private List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(project)) {
            return files.filter(file -> Files.exists(file.resolve("pom.xml"))).toList();
        }
    }

    private void make() throws IOException, InterruptedException {
        Path log = copy.resolve("build.log");
        Process maven = new ProcessBuilder(
                        "sh",
                        "mvnw",
                        "-q",
                        "-B",
                        "-pl",
                        "crm-ear",
                        "-am",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "package")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new Failure("The mutant could not be built: see " + log + ".");
        }
    }
}
