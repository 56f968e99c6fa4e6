package crm.dev.chaos;

import crm.dev.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of the application that breaks its promise, and the faults under which that must be seen. It stands in a text beside
 * this class, not in the application.
 *
 * @param what it does, in a sentence
 * @param faults as {@code --faults} has them
 * @param file that is changed, from the top of the project
 */
public record Mutation(String name, String what, String faults, String file, String before, String after) {

    /** All there are. */
    public static final List<String> NAMES = List.of("commit-before-effects", "less-or-equal", "no-fence", "no-dedupe");

    private static final Pattern FORM = Pattern.compile(
            "(?<what>[^\n]+)\nfaults: (?<faults>[^\n]+)\nfile: (?<file>[^\n]+)\n<<<\n(?<before>.*)\n===\n(?<after>.*)\n>>>\n",
            Pattern.DOTALL);

    /** The one of this name. */
    public static Mutation of(String name) {
        try (InputStream text = Mutation.class.getResourceAsStream(name + ".txt")) {
            if (text == null || !NAMES.contains(name)) {
                throw new Failure("There is no mutation " + name + "; there are " + String.join(", ", NAMES) + ".");
            }
            Matcher form = FORM.matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            if (!form.matches()) {
                throw new Failure("The mutation " + name + " is not written as mutations are.");
            }
            return new Mutation(
                    name,
                    form.group("what"),
                    form.group("faults"),
                    form.group("file"),
                    form.group("before"),
                    form.group("after"));
        } catch (IOException e) {
            throw new Failure("The mutation " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Changes a copy of the project, in all places. */
    public void applyTo(Path project) throws IOException {
        Path changed = project.resolve(file);
        String source = Files.exists(changed) ? Files.readString(changed) : "";
        if (!source.contains(before)) {
            throw new Failure("The mutation " + name + " does not fit " + file + " any more: write it anew.");
        }
        Files.writeString(changed, source.replace(before, after));
    }
}
