import java.util.Locale;
import org.HdrHistogram.*;

/** Prints what the Java library sees in a histogram log: a line a histogram. */
public class ReadLog {
    public static void main(String[] args) throws Exception {
        HistogramLogReader reader = new HistogramLogReader(args[0]);
        EncodableHistogram next;
        while ((next = reader.nextIntervalHistogram()) != null) {
            Histogram histogram = (Histogram) next;
            System.out.printf(Locale.ROOT, "%s %d %d %d %d %d %d %d%n", histogram.getTag(), histogram.getTotalCount(),
                histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(99), histogram.getValueAtPercentile(99.9), histogram.getMaxValue(),
                histogram.getStartTimeStamp(), histogram.getEndTimeStamp());
        }
    }
}
