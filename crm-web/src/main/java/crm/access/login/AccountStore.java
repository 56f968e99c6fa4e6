package crm.access.login;

import crm.access.service.LoginService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** The accounts as Jakarta Security asks for them. */
@ApplicationScoped
public class AccountStore implements IdentityStore {

    @Inject
    private LoginService logins;

    /**
     * Whose credential it is.
     *
     * @throws crm.access.entity.AccountsUnreachable if nobody can say at the moment
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential known
                ? validate(known)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return logins.login(credential.getCaller(), credential.getPasswordAsString())
                .map(account -> new CredentialValidationResult(account.name(), account.roles()))
                .orElse(CredentialValidationResult.INVALID_RESULT);
    }
}
