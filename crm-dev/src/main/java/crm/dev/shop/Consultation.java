package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import crm.dev.shop.Talk.Subject;
import java.util.Map;
import java.util.Optional;

/** A conversation with the service: a question, answers, an end, at times a rating. */
final class Consultation {

    private final Journey journey;
    private final Visitor customer;
    private final Optional<Order> order;
    private final String conversation;
    private final Talk talk;
    private int messages;

    Consultation(Journey journey, Visitor customer, Optional<Order> order) {
        this.journey = journey;
        this.customer = customer;
        this.order = order;
        this.conversation = journey.id("V");
        this.talk = Talk.in(customer.market());
    }

    /** From the question to the end; some are left open. */
    void hold() {
        Dice dice = journey.dice();
        Subject subject = order.isEmpty() ? Subject.PRODUCT : Subject.any(dice);
        start(subject);
        if (dice.chance(0.06)) {
            return; // still waiting for an answer
        }
        message("consultation.message_sent", talk.answer(dice, subject));
        if (dice.chance(0.7)) {
            message("consultation.message_received", talk.thanks(dice));
        }
        journey.after(20, 120).tell(customer, "consultation.ended", fields("conversation_id", conversation));
        if (dice.chance(0.5)) {
            rate(subject);
        }
    }

    private void start(Subject subject) {
        Dice dice = journey.dice();
        String product = order.map(o -> dice.any(o.lines()).product())
                .orElseGet(() -> Catalogue.get().any(dice, customer.taste()))
                .name();
        Map<String, Object> data = fields(
                "conversation_id", conversation,
                "channel", dice.chance(0.7) ? "chat" : "email",
                "subject", talk.title(subject),
                "text", talk.question(dice, subject, order.map(Order::id).orElse(""), product),
                "language", customer.market().writtenLanguage());
        order.ifPresent(o -> data.put("order_id", o.id()));
        journey.tell(customer, "consultation.started", data);
    }

    private void message(String type, String text) {
        messages++;
        journey.after(20, 150)
                .tell(
                        customer,
                        type,
                        fields(
                                "conversation_id", conversation,
                                "message_id", conversation + "-" + messages,
                                "text", text));
    }

    private void rate(Subject subject) {
        double[] ratings =
                subject == Subject.COMPLAINT ? new double[] {20, 20, 30, 20, 10} : new double[] {2, 4, 14, 40, 40};
        int rating = 1 + journey.dice().weighted(ratings);
        journey.after(10, 90)
                .tell(customer, "consultation.rated", fields("conversation_id", conversation, "rating", rating));
    }
}
