package crm.access.service;

import com.nimbusds.jwt.JWTClaimsSet;
import crm.access.entity.Caller;
import crm.access.entity.Roles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Name and roles out of the claims of a token. The name gets a prefix that no account's name can have, so that a token is
 * never taken for an account, nor the one for the other in the audit trail.
 *
 * @param names paths of claims, of which the first that is there counts
 * @param roles paths of claims, all of which count
 */
record TokenClaims(List<String> names, List<String> roles) {

    static final String PREFIX = "jwt:";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]{1,200}");

    Optional<Caller> caller(JWTClaimsSet claims) {
        return names.stream()
                .map(path -> at(claims.getClaims(), path))
                .flatMap(claim -> claim instanceof String name ? Stream.of(name) : Stream.empty())
                .filter(name -> NAME.matcher(name).matches())
                .findFirst()
                .map(name -> new Caller(PREFIX + name, known(claims), false));
    }

    private Set<String> known(JWTClaimsSet claims) {
        Set<String> known = new TreeSet<>();
        for (String path : roles) {
            words(at(claims.getClaims(), path)).filter(Roles.ALL::contains).forEach(known::add);
        }
        return known;
    }

    private static Stream<String> words(Object claim) {
        if (claim instanceof String text) {
            return Stream.of(text.split(" "));
        }
        return claim instanceof Collection<?> list ? list.stream().map(String::valueOf) : Stream.empty();
    }

    // A claim may have dots in its name, as those of namespaces do.
    private static Object at(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : null;
    }
}
