using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The common properties of the calls in a series. An instance used for lookups may be reused.</summary>
internal sealed class SeriesKey(int tags) : IEquatable<SeriesKey>
{
    private readonly string?[] _tags = new string?[tags];

    public string? Provider { get; set; }

    public string? Model { get; set; }

    public string? Operation { get; set; }

    /// <summary>The values of the configured tags, in the order of the options.</summary>
    public Span<string?> Tags => _tags;

    /// <summary>A copy that is not reused.</summary>
    public SeriesKey Copy()
    {
        SeriesKey copy = new(_tags.Length) { Provider = Provider, Model = Model, Operation = Operation };
        _tags.CopyTo(copy._tags, 0);
        return copy;
    }

    public bool Equals(SeriesKey? other) =>
        other is not null && Model == other.Model && Provider == other.Provider && Operation == other.Operation && _tags.AsSpan().SequenceEqual(other._tags);

    public override bool Equals(object? obj) => Equals(obj as SeriesKey);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Provider);
        hash.Add(Model);
        hash.Add(Operation);
        foreach (var tag in _tags)
        {
            hash.Add(tag);
        }

        return hash.ToHashCode();
    }
}
