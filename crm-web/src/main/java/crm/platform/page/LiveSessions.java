package crm.platform.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** A session that ends, in whatever tab, ends what its pages follow. */
@WebListener
public class LiveSessions implements HttpSessionListener {

    @Inject
    private Live live;

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        live.streams().end(event.getSession().getId());
    }
}
