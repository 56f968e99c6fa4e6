package crm.segment.service;

import crm.condition.language.Condition;
import crm.condition.language.ValueType;
import crm.condition.language.Vocabulary;
import crm.segment.entity.OwnTrait;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to put conditions together from: what schemas know and what has come. Nothing of it is personal. Immutable.
 *
 * @param events type to its properties by path
 * @param traits by path from the root of the profile view
 * @param purposes of consents
 * @param namespaces of identities
 * @param names of own traits, by their paths
 * @param vocabulary by which conditions are read; it knows no segments
 */
public record Choices(
        SortedMap<String, SortedMap<String, Property>> events,
        SortedMap<String, Property> traits,
        List<String> currencies,
        List<String> purposes,
        List<String> namespaces,
        Map<String, String> names,
        Vocabulary vocabulary) {

    /**
     * A property, or a trait.
     *
     * @param values some that it often has, the most frequent first
     */
    public record Property(ValueType type, List<String> values) {

        static final Property UNKNOWN = new Property(ValueType.ANY, List.of());

        public Property {
            values = List.copyOf(values);
        }
    }

    /** With traits that administrators have defined: they have the type of what they measure, and a name. */
    Choices with(List<OwnTrait> own) {
        SortedMap<String, Property> all = new TreeMap<>(traits);
        Map<String, ValueType> known = new TreeMap<>(vocabulary.traits());
        for (OwnTrait trait : own) {
            Condition.Event measure = (Condition.Event) OwnTraits.stored(trait).where();
            boolean money =
                    measure.measure().isOfNumbers() && measure.currency().isPresent();
            ValueType type = money ? ValueType.MONEY : ValueType.NUMBER;
            all.put(OwnTraits.path(trait.key()), new Property(type, List.of()));
            known.put(OwnTraits.path(trait.key()), type);
        }
        Vocabulary wider = new Vocabulary(vocabulary.events(), known, vocabulary.segments());
        return new Choices(events, all, currencies, purposes, namespaces, OwnTraits.names(own), wider);
    }

    /** What is known of a property of events of a type. */
    public Property property(String type, String path) {
        return of(type).getOrDefault(path == null ? "" : path.strip(), Property.UNKNOWN);
    }

    /** The properties of events of a type. */
    public Map<String, Property> of(String type) {
        return events.getOrDefault(type == null ? "" : type.strip(), new TreeMap<>());
    }

    public Property trait(String path) {
        return traits.getOrDefault(path == null ? "" : path.strip(), Property.UNKNOWN);
    }
}
