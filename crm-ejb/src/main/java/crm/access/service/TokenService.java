package crm.access.service;

import crm.access.entity.Caller;
import crm.access.entity.TokenKeysUnreachable;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Who is who, by a JWT that another issuer signed. Started early, so that settings that do not fit are told at once. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenService {

    private static final Logger LOG = System.getLogger(TokenService.class.getName());
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(30);

    @Inject
    private TokenSettings settings;

    private final AtomicLong told = new AtomicLong();
    private Optional<TokenCheck> check = Optional.empty();

    @PostConstruct
    void start() {
        if (settings.isOn()) {
            check = Optional.of(new TokenCheck(settings, TokenKeys.at(settings.keys(), BETWEEN_READINGS)));
            LOG.log(Level.INFO, "tokens=on issuer={0} audience={1}", settings.issuer(), settings.audience());
            if (settings.keys().startsWith("http://")) {
                LOG.log(
                        Level.WARNING,
                        "tokens=insecure crm.jwt.keys is read without TLS: whoever is on the way can sign");
            }
        }
    }

    /**
     * Who the token speaks of, if it is right; without the settings none is.
     *
     * @throws TokenKeysUnreachable if nobody can say at the moment
     */
    public Optional<Caller> open(String token) {
        try {
            return check.flatMap(tokens -> tokens.caller(token));
        } catch (TokenKeysUnreachable e) {
            tell(e);
            throw e;
        }
    }

    // Once a minute, however many tokens come.
    private void tell(TokenKeysUnreachable failure) {
        long now = System.nanoTime();
        long before = told.get();
        if ((before == 0 || now - before > SILENCE.toNanos()) && told.compareAndSet(before, now)) {
            LOG.log(Level.WARNING, "tokens=unchecked keys={0} cause={1}", settings.keys(), failure.getCause());
        }
    }
}
