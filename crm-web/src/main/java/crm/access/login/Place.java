package crm.access.login;

import jakarta.servlet.http.HttpServletRequest;

/** The kinds of addresses, by how one logs in there. */
enum Place {
    /** Static files and health: nobody is asked anything. */
    OPEN,
    /** HTTP Basic, never a session, so that no other site can use a session against it. */
    API,
    /** The description of the API, which people read too: a session or HTTP Basic. */
    DESCRIPTION,
    /** All else: a session. */
    PAGE;

    static Place of(HttpServletRequest request) {
        return of(pathOf(request));
    }

    static Place of(String path) {
        if (within("/api", path)) {
            return API;
        }
        if (within("/openapi", path)) {
            return DESCRIPTION;
        }
        return within("/static", path) || within("/jakarta.faces.resource", path) || within("/health", path)
                ? OPEN
                : PAGE;
    }

    private static boolean within(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** The path below the context root, decoded, without path parameters. */
    static String pathOf(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
