package crm.operations.page;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A line of numbers so small that it stands in a row of a table: the points of an SVG polyline, 120 wide and 24 high. */
final class Spark {

    private static final double WIDTH = 120;
    private static final double HEIGHT = 22;
    private static final double TOP = 1;

    private Spark() {}

    static String points(List<Double> values) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringJoiner points = new StringJoiner(" ");
        for (int i = 0; i < values.size(); i++) {
            double x = values.size() == 1 ? 0 : WIDTH * i / (values.size() - 1);
            double y = TOP + (most == 0 ? HEIGHT : HEIGHT * (1 - values.get(i) / most));
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
        }
        return points.toString();
    }
}
