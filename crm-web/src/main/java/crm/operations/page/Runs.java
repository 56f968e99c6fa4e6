package crm.operations.page;

import java.util.List;
import java.util.StringJoiner;

/** Numbers with runs drawn together: {@code 0–5, 7}. */
final class Runs {

    private Runs() {}

    /** @param numbers in their order */
    static String of(List<Integer> numbers) {
        StringJoiner runs = new StringJoiner(", ");
        int begin = 0;
        for (int at = 1; at <= numbers.size(); at++) {
            if (at == numbers.size() || numbers.get(at) != numbers.get(at - 1) + 1) {
                int first = numbers.get(begin);
                int last = numbers.get(at - 1);
                runs.add(first == last ? String.valueOf(first) : first + "–" + last);
                begin = at;
            }
        }
        return runs.toString();
    }
}
