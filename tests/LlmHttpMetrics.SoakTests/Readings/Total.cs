namespace LlmHttpMetrics.SoakTests.Readings;

/// <summary>What is added up: an instrument, by provider and by outcome or kind of token.</summary>
internal readonly record struct Total(string Instrument, string Provider, string Word);
