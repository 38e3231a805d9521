namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>A strategy of the user's: how long the longest text of a call is.</summary>
internal sealed class LargestText : IMeasurementStrategy
{
    public string Name => "largest";

    public ITextMeasurement Begin(LlmMeasuredCall measuredCall) => new Measurement();

    private sealed class Measurement : ITextMeasurement
    {
        private int _input;
        private int _output;

        public void OnInput(ReadOnlySpan<byte> utf8) => _input = Math.Max(_input, utf8.Length);

        public void OnOutput(LlmOutputKind kind, ReadOnlySpan<byte> utf8) => _output = Math.Max(_output, utf8.Length);

        public IReadOnlyDictionary<string, double> Complete() => new Dictionary<string, double> { ["input"] = _input, ["output"] = _output };
    }
}
