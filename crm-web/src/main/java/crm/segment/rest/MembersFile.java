package crm.segment.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.rest.Csv;
import crm.platform.rest.Spool;
import crm.segment.service.SegmentMembers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The members of a segment as a CSV file of any length. */
public final class MembersFile {

    /** Media type with what is known of the text. */
    public static final String TYPE = Csv.TYPE + ";charset=UTF-8;header=present";

    private MembersFile() {}

    /** What a browser saves it as. */
    public static String disposition(String key) {
        return "attachment; filename=\"" + key.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv\"";
    }

    /** All of it, before any of it is sent: half a file looks like a whole one. */
    public static Spool spool(SegmentMembers members, String key, Optional<Instant> asOf) throws IOException {
        return Spool.of(out -> write(members, key, asOf, out));
    }

    private static void write(SegmentMembers members, String key, Optional<Instant> asOf, OutputStream out)
            throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Csv csv = new Csv(text);
        csv.line(List.of("profile_id", "customer_id", "since"));
        members.export(
                key,
                asOf,
                member -> csv.line(List.of(
                        member.profileId().toString(),
                        member.customerId().orElse(""),
                        member.since().toString())));
        text.flush();
    }
}
