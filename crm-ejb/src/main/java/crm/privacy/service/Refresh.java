package crm.privacy.service;

import jakarta.enterprise.context.RequestScoped;

/** Whether the request at hand is one that an open page makes by itself, to show what it shows anew. */
@RequestScoped
public class Refresh {

    private boolean automatic;

    /** To be told at the beginning of the request. */
    public void byItself() {
        automatic = true;
    }

    public boolean isAutomatic() {
        return automatic;
    }
}
