using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The values that the tags of one meter have had. Shared by all clients, so that the limit on a tag's values applies to what a backend receives, and
/// not to each client separately.
/// </summary>
internal sealed class TagLimits(Meter meter)
{
    private readonly Counter<long> _overflowed =
        meter.CreateCounter<long>(LlmInstrumentNames.TagsOverflowed, "{value}", "Tag values replaced because there were too many.");

    private readonly ConcurrentDictionary<string, TagValues> _tags = new(StringComparer.Ordinal);

    /// <summary>The values of a tag.</summary>
    public TagValues Of(string tag) => _tags.GetOrAdd(tag, static (name, limits) => new TagValues(() => limits.Overflowed(name)), this);

    /// <summary>Counts a value that was replaced.</summary>
    public void Overflowed(string tag) => _overflowed.Publish(1, [new(LlmTagNames.Tag, tag)]);
}
