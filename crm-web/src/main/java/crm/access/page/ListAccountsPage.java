package crm.access.page;

import crm.access.entity.AccountView;
import crm.access.service.AccountService;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Finds accounts by part of their name. */
@Named("accounts")
@RequestScoped
public class ListAccountsPage {

    private static final int PAGE_SIZE = 25;

    @Inject
    private AccountService accounts;

    private String text;
    private String after;
    private Page<AccountView> found;

    public List<AccountView> getItems() {
        return found().items();
    }

    /** The cursor of the page after this one, null on the last. */
    public String getNext() {
        return found().next().orElse(null);
    }

    private Page<AccountView> found() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Page<AccountView> find() {
        Optional<String> part = Optional.ofNullable(text);
        try {
            return accounts.all(part, PAGE_SIZE, Optional.ofNullable(after));
        } catch (ForeignCursor e) {
            return accounts.all(part, PAGE_SIZE, Optional.empty());
        }
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
