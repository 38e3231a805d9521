namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>One instrument of the table.</summary>
/// <param name="Generation">The generation of the convention; "any" for those of our own.</param>
/// <param name="Buckets">The buckets its advice begins with: D of seconds, T of tokens, B of brief times, S of shares.</param>
/// <param name="Attributes">The sets of attributes it bears.</param>
internal sealed record InstrumentRow(
    string Generation,
    string Name,
    string Kind,
    string Unit,
    string Value,
    string Buckets,
    string[] Attributes,
    bool StreamsOnly)
{
    public static InstrumentRow Of(string[] cells) =>
        new(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6].Split(',', StringSplitOptions.RemoveEmptyEntries), cells[7] == "yes");
}
