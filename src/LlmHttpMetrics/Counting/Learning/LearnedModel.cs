using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>What has been learned about one model, by direction and shape of the call.</summary>
internal sealed class LearnedModel
{
    private const int Shapes = (int)(CallShape.Extras | CallShape.Reasoning) + 1;

    private readonly RecentSamples?[] _samples = new RecentSamples?[2 * Shapes];

    /// <summary>When it was last used, as the number of the query.</summary>
    public long LastUsed { get; set; }

    /// <summary>The samples of a kind; null if there are none.</summary>
    public RecentSamples? Find(bool isInput, CallShape shape) => _samples[Index(isInput, shape)];

    public RecentSamples Get(bool isInput, CallShape shape) => _samples[Index(isInput, shape)] ??= new RecentSamples();

    /// <summary>All samples.</summary>
    public IEnumerable<(bool IsInput, CallShape Shape, RecentSamples Samples)> All()
    {
        for (var i = 0; i < _samples.Length; i++)
        {
            if (_samples[i] is { } samples)
            {
                yield return (i < Shapes, (CallShape)(i % Shapes), samples);
            }
        }
    }

    private static int Index(bool isInput, CallShape shape) => (isInput ? 0 : Shapes) + (int)shape;
}
