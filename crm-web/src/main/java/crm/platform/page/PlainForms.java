package crm.platform.page;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;

/**
 * Lets forms of pages without any script of PrimeFaces through. PrimeFaces refuses a form that does not send the nonce of
 * its page, but it is its scripts that put the nonce there. Whether the form is ours says the view state.
 */
public class PlainForms implements PhaseListener {

    private static final long serialVersionUID = 1L;
    private static final String NONCE = "primefaces.nonce";

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        FacesContext faces = event.getFacesContext();
        boolean partial = faces.getPartialViewContext().isPartialRequest();
        if (!partial && !faces.getExternalContext().getRequestParameterMap().containsKey(NONCE)) {
            expectNewNonce(faces.getViewRoot(), faces.getExternalContext());
        }
    }

    // It makes a new nonce where a view has none and the request seems to have been forwarded.
    private static void expectNewNonce(UIViewRoot view, ExternalContext external) {
        Map<String, Object> kept = view == null ? null : view.getViewMap(false);
        if (kept != null) {
            kept.remove(NONCE);
        }
        external.getRequestMap().putIfAbsent(RequestDispatcher.FORWARD_REQUEST_URI, external.getRequestServletPath());
    }
}
