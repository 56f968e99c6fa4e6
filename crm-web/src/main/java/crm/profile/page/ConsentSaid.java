package crm.profile.page;

import crm.profile.entity.ConsentWord;
import crm.profile.entity.ProfileView.Consent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said of one purpose.
 *
 * @param words each as people read it, newest first; the first is the one in force
 */
public record ConsentSaid(String purpose, String now, boolean granted, List<Told> words) {

    /**
     * By purpose.
     *
     * @param words the latest ones
     * @param inForce those in force, of which the words may be too old to be among them
     */
    static List<ConsentSaid> of(List<ConsentWord> words, List<Consent> inForce, Wording wording) {
        Map<String, List<ConsentWord>> purposes = new LinkedHashMap<>();
        words.forEach(word -> purposes.computeIfAbsent(word.purpose(), none -> new ArrayList<>())
                .add(word));
        List<ConsentSaid> said = new ArrayList<>();
        purposes.forEach((purpose, known) -> said.add(of(purpose, known, wording)));
        inForce.stream()
                .filter(consent -> !purposes.containsKey(consent.purpose()))
                .forEach(consent -> said.add(of(consent, wording)));
        return said;
    }

    private static ConsentSaid of(Consent consent, Wording wording) {
        String now = wording.consent(consent.granted());
        Told word = new Told(
                now, "", List.of(), wording.time(consent.at()), consent.at().toString(), null);
        return new ConsentSaid(wording.label("purpose", consent.purpose()), now, consent.granted(), List.of(word));
    }

    private static ConsentSaid of(String purpose, List<ConsentWord> words, Wording wording) {
        return new ConsentSaid(
                wording.label("purpose", purpose),
                wording.consent(words.get(0).granted().orElse(null)),
                words.get(0).granted().orElse(false),
                words.stream().map(word -> told(word, wording)).toList());
    }

    private static Told told(ConsentWord word, Wording wording) {
        String text = word.textVersion()
                .map(version -> wording.say("consent.version", version))
                .orElse("");
        return new Told(
                wording.consent(word.granted().orElse(null)),
                text,
                List.of(),
                wording.say(
                        "origin",
                        wording.time(word.stamp().time()),
                        Origins.source(word.stamp().source(), wording)),
                word.stamp().time().toString(),
                EventPlace.anchor(word.stamp()));
    }
}
