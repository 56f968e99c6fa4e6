package crm.ingest.service;

import crm.ingest.entity.Identity;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.SealedContent;
import crm.privacy.service.Keyring;
import crm.privacy.service.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Seals what dead letters say: key, value and headers as a whole, since all of it may be personal and none of it can be
 * understood; under the key of whom it names, else under that of nobody. Thread-safe.
 */
@ApplicationScoped
public class LetterSeals {

    private static final String PURPOSE = "dead_letter";

    private final Seals seals;
    private final LetterSubject subject;

    /** For the container's proxies. */
    protected LetterSeals() {
        this.seals = null;
        this.subject = null;
    }

    @Inject
    public LetterSeals(Seals seals, Identities identities) {
        this.seals = seals;
        this.subject = new LetterSubject(identities);
    }

    /** Each sealed, in their order; keys are made in the connection's transaction. */
    List<SealedContent> seal(Connection connection, List<RecordContent> contents) throws SQLException {
        List<UUID> people = contents.stream()
                .map(content -> subject.of(content).map(Identity::id).orElse(Seals.NOBODY))
                .toList();
        Keyring keys = seals.toSeal(connection, people);
        return IntStream.range(0, contents.size())
                .mapToObj(i -> new SealedContent(
                        Optional.of(people.get(i)).filter(person -> !person.equals(Seals.NOBODY)),
                        keys.seal(people.get(i), PURPOSE, contents.get(i).bytes())))
                .toList();
    }

    SealedContent seal(Connection connection, RecordContent content) throws SQLException {
        return seal(connection, List.of(content)).get(0);
    }

    /** Each opened, in their order; empty where its person was erased. */
    List<Optional<RecordContent>> open(Connection connection, List<SealedContent> contents) throws SQLException {
        Collection<UUID> people = contents.stream().map(LetterSeals::keyOf).collect(Collectors.toSet());
        Keyring keys = seals.toOpen(connection, people);
        return contents.stream()
                .map(content ->
                        keys.open(keyOf(content), PURPOSE, content.bytes()).map(RecordContent::read))
                .toList();
    }

    private static UUID keyOf(SealedContent content) {
        return content.person().orElse(Seals.NOBODY);
    }
}
