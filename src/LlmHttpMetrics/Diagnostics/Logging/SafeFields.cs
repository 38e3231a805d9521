using System.Collections;

namespace LlmHttpMetrics.Diagnostics.Logging;

/// <summary>The fields of a log entry, with text made safe: some loggers build their own line from them.</summary>
internal sealed class SafeFields(IReadOnlyList<KeyValuePair<string, object?>> fields, string line) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const int MaxCharacters = 1024;
    private const string Template = "{OriginalFormat}";

    public int Count => fields.Count;

    public KeyValuePair<string, object?> this[int index] =>
        fields[index] is { Value: string text, Key: not Template } field ? new(field.Key, LogText.Safe(text, MaxCharacters)) : fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < fields.Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The formatted line.</summary>
    public override string ToString() => line;
}
