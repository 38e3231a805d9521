namespace LlmHttpMetrics.Counting.Learning;

/// <summary>
/// Fits a line with the least absolute deviations, by iteratively reweighted least squares: an outlier has no more influence than any other sample,
/// whereas least squares would follow it. Deviations that are small relative to the count are treated alike.
/// </summary>
internal sealed class LineFit
{
    private const int MaxIterations = 40;
    private const double MinRatio = 0.25;
    private const double MaxRatio = 4;

    /// <summary>Deviations up to this fraction of the count, plus one token, do not make a sample an outlier.</summary>
    private const double Slack = 0.05;

    private readonly List<(double X, double Y, double Weight)> _points = [];

    public void Add(double counted, double reported, double weight) => _points.Add((counted, reported, weight));

    /// <summary>Fits the line; requires at least one point.</summary>
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

        // Samples of a single length determine an offset, but no ratio.
        var spread = (sw * sxx) - (sx * sx);
        var ratio = spread > 1e-9 * Math.Max(1, sw * sxx) ? ((sw * sxy) - (sx * sy)) / spread : 1;
        ratio = Math.Clamp(ratio, MinRatio, MaxRatio);
        return new((sy - (ratio * sx)) / sw, ratio);
    }
}
