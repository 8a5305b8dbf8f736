import org.HdrHistogram.*;

/** Prints the percentiles of the histograms of a log that have a tag, pooled, as the Java library does. */
public class WritePercentiles {
    public static void main(String[] args) throws Exception {
        HistogramLogReader reader = new HistogramLogReader(args[0]);
        Histogram all = new Histogram(1, 3600000000000L, 3);
        EncodableHistogram next;
        while ((next = reader.nextIntervalHistogram()) != null) {
            if (args[1].equals(next.getTag())) {
                all.add((Histogram) next);
            }
        }
        all.outputPercentileDistribution(System.out, 5, 1000.0);
    }
}
