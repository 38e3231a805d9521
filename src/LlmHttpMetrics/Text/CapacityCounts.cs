namespace LlmHttpMetrics.Text;

/// <summary>An amount of text in each unit of capacity.</summary>
/// <param name="Characters">Unicode scalar values.</param>
/// <param name="Words">Runs without white space.</param>
/// <param name="Bytes">Bytes of UTF-8.</param>
/// <param name="Lines">Line breaks (LF, CRLF, CR) plus one for each part that is not empty.</param>
internal readonly record struct CapacityCounts(long Characters, long Words, long Bytes, long Lines);
