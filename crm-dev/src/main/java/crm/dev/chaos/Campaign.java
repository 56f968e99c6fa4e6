package crm.dev.chaos;

import crm.dev.Failure;
import crm.dev.chaos.Diary.Done;
import crm.dev.lab.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Sends everything, breaks everything, waits until it is over, and has it checked. An interrupted one goes on where it was. */
public final class Campaign {

    /** With nothing applied for so long, and nothing broken, nothing will be. */
    private static final Duration STALLED = Duration.ofMinutes(5);

    private final Site site;
    private final Plan plan;
    private final Stories stories;
    private final Diary diary;
    private final Consumer<String> out;

    /**
     * One that is yet to go on.
     *
     * @param file where it writes down how far it has got
     * @param out is told what happens, line by line
     */
    public Campaign(Site site, Plan plan, Path file, Consumer<String> out) {
        this.site = site;
        this.plan = plan;
        this.diary = Diary.of(file, plan);
        this.stories = new Stories(plan.seed(), plan.events());
        this.out = out;
    }

    /** Whether the campaign of this file has come to its end. */
    public static boolean isFinished(Path file) {
        return Diary.isFinished(file);
    }

    /** Runs it to its end and says what was found. */
    public Report run() throws IOException, SQLException {
        long began = System.nanoTime();
        site.start();
        say("Started in " + seconds(began) + " s.");
        if (diary.read().sent() > 0) {
            goOn();
        }
        try (Load load = new Load(site.broker().bootstrapServers(), stories, diary);
                Standing standing = new Standing(site)) {
            load.start();
            strikeAll(load, standing);
            load.allow(Long.MAX_VALUE);
            drain(load, standing);
        }
        say("Checking after " + seconds(began) + " s.");
        Checker.Outcome outcome = new Checker(site, stories, diary).check();
        diary.finished();
        return new Report(plan, diary.read().done(), outcome, Duration.ofNanos(System.nanoTime() - began));
    }

    /** It may have been interrupted while the group was paused. */
    private void goOn() {
        Diary.Entry entry = diary.read();
        new Operations(site.running(site.nodes().get(0))).resume();
        say("Going on after " + entry.sent() + " records and " + entry.done().size() + " faults.");
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private void strikeAll(Load load, Standing standing) throws IOException, SQLException {
        List<Fault> faults = plan.faults();
        for (int i = diary.read().done().size(); i < faults.size(); i++) {
            Random random = new Random(plan.seed() * 1000 + i);
            long begin = part(i, faults.size());
            long end = part(i + 1, faults.size());
            catchUp(standing, (end - begin) / 2);
            long moment = begin + (long) ((end - begin) * (0.2 + 0.4 * random.nextDouble()));
            load.allow(moment);
            awaitSent(load, moment);
            Done done = strike(faults.get(i), standing, new Steps(load, standing, moment, end), random);
            diary.done(done);
            say((i + 1) + "/" + faults.size() + " " + faults.get(i).word() + ": " + Report.recovery(done) + " "
                    + done.note());
        }
    }

    /** Where the part of one fault begins in what is sent. */
    private long part(int fault, int faults) {
        return (long) stories.events() * fault / faults;
    }

    private void awaitSent(Load load, long records) {
        if (!Deadline.in(STALLED).await(() -> load.sent() >= records || load.ended())) {
            throw new Failure("The producer has got no further than " + load.sent() + " records.");
        }
    }

    /** So that work neither piles up nor runs out. */
    private void catchUp(Standing standing, long most) {
        Progress progress = new Progress(standing);
        for (int i = 1; progress.lag() > most; i++) {
            if (progress.isStalled()) {
                throw new Failure(progress.complaint());
            }
            progress.pause(most);
            if (i % 6 == 0) {
                say(progress.lag() + " records are yet to be applied.");
            }
        }
    }

    private Done strike(Fault fault, Standing standing, Pace pace, Random random) throws IOException, SQLException {
        AtomicReference<Recovery> recovery = new AtomicReference<>();
        Strike strike = new Strike(site, diary, standing, pace, random);
        String note = strike.make(fault, () -> recovery.set(Recovery.of(site, standing)));
        pace.more();
        try (Recovery begun = recovery.get()) {
            Optional<Duration> lasted = begun.await();
            return new Done(fault, lasted.map(Duration::toMillis).orElse(-1L), note, strike.wrong());
        }
    }

    /** What one fault lets through: half of what is left of its part, then the rest. */
    private final class Steps implements Pace {

        private final Load load;
        private final Standing standing;
        private final long end;
        private long next;

        Steps(Load load, Standing standing, long moment, long end) {
            this.load = load;
            this.standing = standing;
            this.next = (moment + end) / 2;
            this.end = end;
        }

        @Override
        public void more() {
            load.allow(next);
            next = end;
        }

        @Override
        public void catchUp() {
            awaitSent(load, load.allowed());
            Campaign.this.catchUp(standing, 0);
        }
    }

    private void drain(Load load, Standing standing) {
        Progress progress = new Progress(standing);
        while (!load.ended() || progress.lag() > 0) {
            if (progress.isStalled()) {
                if (!load.ended()) {
                    throw new Failure(progress.complaint());
                }
                say(progress.complaint());
                return; // what is missing will be among the differences
            }
            progress.pause(load.ended() ? 0 : -1);
            say("Sent " + load.sent() + " records, " + progress.lag() + " to be applied.");
        }
    }

    private void say(String line) {
        out.accept(line);
    }

    /** Tells whether anything is applied any more. */
    private static final class Progress {

        private final Standing standing;
        private long least = Long.MAX_VALUE;
        private long since = System.nanoTime();
        private long lag;

        Progress(Standing standing) {
            this.standing = standing;
            look();
        }

        long lag() {
            return lag;
        }

        /** For some seconds, or until there is so little to do. */
        void pause(long enough) {
            Deadline.in(Duration.ofSeconds(5)).await(() -> isDone(enough));
            look();
        }

        private boolean isDone(long enough) {
            long now = standing.lag();
            return now >= 0 && now <= enough;
        }

        private void look() {
            long now = standing.lag();
            lag = now < 0 ? Long.MAX_VALUE : now;
            if (lag != least) {
                least = lag;
                since = System.nanoTime();
            }
        }

        boolean isStalled() {
            return lag > 0 && System.nanoTime() - since > STALLED.toNanos();
        }

        String complaint() {
            return lag + " records are not applied for " + STALLED.toMinutes() + " minutes.";
        }
    }
}
