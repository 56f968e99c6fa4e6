package crm.operations.worker;

import crm.ingest.worker.Group;
import crm.ingest.worker.Groups;
import crm.ingest.worker.Staff;
import crm.ingest.worker.Supervisor;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.Publication;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.Publications;
import crm.platform.service.Meters;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.ToDoubleFunction;

/** What is so at the moment somebody reads the metrics: of groups and what is published for all nodes, of workers for this one. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Gauges {

    private static final String GROUP = "group";
    private static final String TOPIC = "topic";

    @Inject
    private Meters meters;

    @Inject
    private Groups groups;

    @EJB
    private Supervisor supervisor;

    @EJB
    private ConsumerGroups status;

    @EJB
    private Publications publications;

    @PostConstruct
    void start() {
        ofGroups("crm_group_lag", "Records not applied yet.", GroupStatus::lag);
        ofGroups("crm_group_lag_seconds", "Age of the oldest record not applied yet.", GroupStatus::lagSeconds);
        ofGroups("crm_group_members", "Workers in the group on all nodes.", GroupStatus::workers);
        ofStaff("crm_workers_wanted", "Workers that this node should run.", Staff::wanted);
        ofStaff("crm_workers", "Workers that run on this node.", Staff::running);
        ofStaff(
                "crm_workers_waiting",
                "1 while workers of this node wait, else 0.",
                staff -> staff.waitsFor().isEmpty() ? 0 : 1);
        ofTopics("crm_outbox_backlog", "Changes not published yet, counted up to 100000.", Publication::backlog);
        ofTopics("crm_outbox_age_seconds", "Age of the oldest change not published yet.", Publication::lagSeconds);
        meters.total(
                "crm_published",
                "Records published by all nodes.",
                to -> publications.all().forEach(one -> to.call((double) one.published(), one.topic())),
                TOPIC);
    }

    private void ofGroups(String name, String help, ToDoubleFunction<GroupStatus> value) {
        meters.gauge(
                name, help, to -> status.all().forEach(one -> to.call(value.applyAsDouble(one), one.group())), GROUP);
    }

    private void ofStaff(String name, String help, ToDoubleFunction<Staff> value) {
        meters.gauge(name, help, to -> groups.all().forEach(group -> tell(to, group, value)), GROUP);
    }

    private void tell(GaugeWithCallback.Callback to, Group group, ToDoubleFunction<Staff> value) {
        to.call(value.applyAsDouble(supervisor.staff(group)), group.id());
    }

    private void ofTopics(String name, String help, ToDoubleFunction<Publication> value) {
        meters.gauge(
                name,
                help,
                to -> publications.all().forEach(one -> to.call(value.applyAsDouble(one), one.topic())),
                TOPIC);
    }
}
