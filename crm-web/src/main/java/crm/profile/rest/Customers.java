package crm.profile.rest;

import crm.platform.entity.Page;
import crm.profile.entity.CustomerSummary;
import java.util.List;
import java.util.Optional;

/** A page of customers, named for what it is in XML too. */
record Customers(List<CustomerSummary> items, Optional<String> next) {

    static Customers of(Page<CustomerSummary> page) {
        return new Customers(page.items(), page.next());
    }
}
