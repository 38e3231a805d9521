namespace QuickStart.Readings;

/// <summary>One value that an instrument has published.</summary>
internal sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, string?> Tags);
