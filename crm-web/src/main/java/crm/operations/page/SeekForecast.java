package crm.operations.page;

import crm.ingest.entity.SeekMove;
import crm.operations.entity.KeySought;
import java.util.List;

/**
 * What a seek would do.
 *
 * @param partial whether more may come again than could be counted
 */
public record SeekForecast(long again, long skipped, boolean partial, List<SeekMove> moves) {

    private static final int MOST_SHOWN = 100;

    static final SeekForecast NONE = of(List.of());

    static SeekForecast of(List<SeekMove> moves) {
        return new SeekForecast(
                moves.stream().mapToLong(SeekMove::again).sum(),
                moves.stream().mapToLong(SeekMove::skipped).sum(),
                false,
                moves.subList(0, Math.min(moves.size(), MOST_SHOWN)));
    }

    static SeekForecast of(KeySought sought) {
        SeekMove move =
                new SeekMove(sought.partition().topic(), sought.partition().partition(), sought.from(), sought.to());
        return new SeekForecast(sought.again(), sought.skipped(), sought.partial(), List.of(move));
    }
}
