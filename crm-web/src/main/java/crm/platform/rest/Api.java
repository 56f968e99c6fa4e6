package crm.platform.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API of CONTRACTS: every resource of this module, below {@code /api/v1}. */
@ApplicationPath("/api/v1")
public class Api extends Application {}
