package crm.privacy.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Personal values as the trail keeps them: by their keyed digests, so that who knows a value can find it. */
@ApplicationScoped
public class Digests {

    @Inject
    private KeyedDigest key;

    /** By the same names; upper and lower case and spaces around a value make no difference. */
    SortedMap<String, String> of(SortedMap<String, String> personal) {
        SortedMap<String, String> digests = new TreeMap<>();
        personal.forEach((name, value) ->
                digests.put(name, key.of(name, value.strip().toLowerCase(Locale.ROOT))));
        return digests;
    }
}
