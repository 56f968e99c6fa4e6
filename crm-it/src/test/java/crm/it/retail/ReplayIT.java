package crm.it.retail;

import crm.dev.retail.RetailProducer;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A real shop's history becomes exact profiles, and replaying it changes nothing. */
class ReplayIT extends DeployedApplication {

    private final Shop shop = Shop.open();
    private final Crm crm = admin();

    @Test
    void everyCustomersTraitsAreThoseOfTheFile() throws SQLException {
        Books books = new Books(shop, crm, SharedLab.lab().postgres());
        replay();
        books.balance();
        replay();
        books.balance();
    }

    private void replay() {
        try (RetailProducer producer =
                new RetailProducer(SharedLab.lab().broker().bootstrapServers())) {
            shop.events().forEach(producer::send);
            crm.awaitApplied(producer.flush(), Duration.ofMinutes(5));
        }
    }
}
