package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import crm.operations.entity.RecordQuestion;
import crm.operations.entity.RecordShown;
import crm.operations.entity.TopicStatus;
import crm.operations.service.RecordDesk;
import crm.operations.service.TopicLog;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.platform.rest.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Our topics and what stands in them. All topics fit on one page. */
@Path("/operations/topics")
@Produces(MediaType.APPLICATION_JSON)
public class TopicsResource {

    @EJB
    private TopicLog log;

    @EJB
    private RecordDesk desk;

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<TopicStatus> all() {
        return new Page<>(log.topics(), Optional.empty());
    }

    @GET
    @Path("{topic}/records")
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<RecordBody> records(
            @PathParam("topic") String topic,
            @QueryParam("partition") String partition,
            @QueryParam("offset") String offset,
            @QueryParam("time") String time,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        OptionalInt number = partition(partition);
        OptionalLong place = offset(offset);
        if (place.isPresent() && number.isEmpty()) {
            throw Refusal.parameter("partition", "missing_parameter", "An offset is one of a partition; name it.");
        }
        int most = Limit.of(limit);
        RecordQuestion question =
                new RecordQuestion(topic, number, place, Times.parameter("time", time), Map.of(), most);
        Page<RecordShown> page = desk.browse(log, question, Optional.ofNullable(after))
                .orElseThrow(
                        () -> Refusal.notFound("There is no topic of this name here, or it has no such partition."));
        return new Page<>(
                page.items().stream()
                        .map(record -> RecordBody.of(topic, record, most == 1))
                        .toList(),
                page.next());
    }

    private static OptionalInt partition(String text) {
        if (text == null) {
            return OptionalInt.empty();
        } else if (!text.matches("[0-9]{1,9}")) {
            throw Refusal.parameter("partition", "bad_partition", "A partition is a whole number from 0.");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static OptionalLong offset(String text) {
        if (text == null) {
            return OptionalLong.empty();
        } else if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.parameter("offset", "bad_offset", "An offset is a whole number from 0.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
