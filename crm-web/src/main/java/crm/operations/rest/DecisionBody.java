package crm.operations.rest;

import crm.ingest.entity.LossDecision;
import crm.platform.rest.Refusal;
import java.util.Optional;

/** How a group shall go on. */
record DecisionBody(Optional<String> decision) {

    private static final String CHOICES =
            "Say go_on, to read on at what is there, or from_beginning, to read all that is there.";

    static LossDecision of(Optional<DecisionBody> body) {
        String word = body.flatMap(DecisionBody::decision)
                .orElseThrow(() -> Refusal.field("/decision", "missing_field", CHOICES));
        return LossDecision.of(word).orElseThrow(() -> Refusal.field("/decision", "unknown_decision", CHOICES));
    }
}
