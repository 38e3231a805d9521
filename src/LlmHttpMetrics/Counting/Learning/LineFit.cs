namespace LlmHttpMetrics.Counting.Learning;

/// <summary>
/// The line with the least absolute deviations, by iteratively reweighted least squares: an outlier pulls no harder than any other sample,
/// where least squares would follow it. Deviations that are small beside the count are all alike.
/// </summary>
internal sealed class LineFit
{
    private const int MaxIterations = 40;
    private const double LeastRatio = 0.25;
    private const double MostRatio = 4;

    /// <summary>Deviations up to this share of the count, and one token, say nothing about a sample's being an outlier.</summary>
    private const double Slack = 0.05;

    private readonly List<(double X, double Y, double Weight)> _points = [];

    public void Add(double counted, double reported, double weight) => _points.Add((counted, reported, weight));

    /// <summary>The line; needs a point at least.</summary>
    public Line Fit()
    {
        Line line = new(0, 1);
        for (var i = 0; i < MaxIterations; i++)
        {
            var next = Step(line);
            var moved = Math.Abs(next.Offset - line.Offset) + Math.Abs(next.Ratio - line.Ratio);
            line = next;
            if (moved < 1e-4)
            {
                break;
            }
        }

        return line;
    }

    private Line Step(Line line)
    {
        var (sw, sx, sy, sxx, sxy) = (0d, 0d, 0d, 0d, 0d);
        foreach (var (x, y, weight) in _points)
        {
            var w = weight / Math.Max(Math.Abs(y - line.Offset - (line.Ratio * x)), 1 + (Slack * x));
            sw += w;
            sx += w * x;
            sy += w * y;
            sxx += w * x * x;
            sxy += w * x * y;
        }

        // Samples of one length alone tell an offset and no ratio.
        var spread = (sw * sxx) - (sx * sx);
        var ratio = spread > 1e-9 * Math.Max(1, sw * sxx) ? ((sw * sxy) - (sx * sy)) / spread : 1;
        ratio = Math.Clamp(ratio, LeastRatio, MostRatio);
        return new((sy - (ratio * sx)) / sw, ratio);
    }
}
