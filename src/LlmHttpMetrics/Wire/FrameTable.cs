namespace LlmHttpMetrics.Wire;

/// <summary>The message overhead of the models that a format serves; the first row with a prefix of the model's name is used.</summary>
/// <param name="rest">The overhead of other models; null if it is unknown.</param>
/// <param name="rows">The rows, those with longer prefixes before those that begin them.</param>
internal sealed class FrameTable(MessageFrame? rest, params IEnumerable<FrameRow> rows)
{
    private const string FineTuned = "ft:";

    private readonly FrameRow[] _rows = [.. rows];

    /// <summary>The overhead for a model: <c>gpt-4o</c>, <c>ft:gpt-4o:org::id</c>, <c>meta-llama/Llama-3.1-8B-Instruct</c>.</summary>
    public MessageFrame? Find(string? model)
    {
        var name = (model ?? "").AsSpan();
        name = name[(name.LastIndexOf('/') + 1)..];
        if (name.StartsWith(FineTuned, StringComparison.OrdinalIgnoreCase))
        {
            name = name[FineTuned.Length..];
        }

        foreach (var row in _rows)
        {
            foreach (var beginning in row.Names)
            {
                if (name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                {
                    return row.Frame;
                }
            }
        }

        return rest;
    }
}
