package crm.access.login;

import crm.access.service.LoginService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** The accounts as Jakarta Security asks for them. */
@ApplicationScoped
public class AccountStore implements IdentityStore {

    @Inject
    private LoginService logins;

    /** Found by its type; see {@link IdentityStore#validate(jakarta.security.enterprise.credential.Credential)}. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return logins.login(credential.getCaller(), credential.getPasswordAsString())
                .map(account -> new CredentialValidationResult(account.name(), account.roles()))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
