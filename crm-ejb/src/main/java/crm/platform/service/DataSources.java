package crm.platform.service;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one data source, wherever it is: the application's own {@link Database}, or that of the server which
 * {@code crm.db.jndi} names. {@code persistence.xml} reads the same setting.
 */
@Dependent
public class DataSources {

    static final String OWN = "java:app/jdbc/crm";

    @Produces
    @SuppressWarnings("BanJNDI") // the name comes from whoever runs the server
    DataSource database(@ConfigProperty(name = "crm.db.jndi", defaultValue = OWN) String name) throws NamingException {
        return InitialContext.doLookup(name);
    }
}
