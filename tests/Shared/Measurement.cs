namespace LlmHttpMetrics.TestUtilities;

/// <summary>One recorded value.</summary>
public sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    public object? Tag(string name) => Tags.GetValueOrDefault(name);

    public bool Has(params (string Name, object? Value)[] tags) => tags.All(tag => Equals(Tag(tag.Name), tag.Value));

    public override string ToString() => $"{Instrument} {Value} {{{string.Join(", ", Tags.Select(tag => $"{tag.Key}={tag.Value}"))}}}";
}
