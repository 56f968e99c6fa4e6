package crm.operations.page;

import crm.operations.entity.DrainPrediction;
import crm.operations.entity.ServiceFit;
import crm.operations.service.DrainForecasts;
import crm.operations.service.MeasuredRates;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What speaks for a plan: how long transactions took, and how well the planner's own predictions came true. */
@Named("evidence")
@RequestScoped
public class PlanEvidence {

    private static final int MOST_PREDICTIONS = 10;

    @EJB
    private MeasuredRates measured;

    @EJB
    private DrainForecasts forecasts;

    @Inject
    private Quantities quantities;

    private List<ServiceFit> fits = List.of();
    private List<DrainPrediction> predictions = List.of();

    void of(String group) {
        fits = measured.fits(group);
        predictions = forecasts.lately(group, MOST_PREDICTIONS);
    }

    public List<ServiceFit> getFits() {
        return fits;
    }

    public int getBatch() {
        return measured.batch();
    }

    public List<DrainPrediction> getPredictions() {
        return predictions;
    }

    /** How far off they were on the average; empty while there is nothing to compare. */
    public String getMeanError() {
        double[] errors = predictions.stream()
                .flatMapToDouble(one -> one.error().stream())
                .map(Math::abs)
                .toArray();
        return errors.length == 0
                ? ""
                : quantities.percent(Arrays.stream(errors).average().orElse(0));
    }

    public String error(DrainPrediction prediction) {
        OptionalDouble error = prediction.error();
        return error.isEmpty() ? "–" : (error.getAsDouble() > 0 ? "+" : "") + quantities.percent(error.getAsDouble());
    }

    public String took(DrainPrediction prediction) {
        if (prediction.settledAt().isEmpty()) {
            return quantities.text("capacity.open");
        }
        return prediction.tookSeconds().isPresent()
                ? quantities.duration(prediction.tookSeconds().getAsDouble())
                : quantities.text("capacity.not_gone");
    }
}
