package crm.dev.run;

import java.time.Duration;
import java.util.stream.Stream;

/** What processes have cost: user and system time of a process and of those it started that still live. */
public final class CpuTime {

    private CpuTime() {}

    /** Zero where the system does not tell, or the process is gone. */
    public static Duration of(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants()))
                .orElseGet(Stream::empty)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
