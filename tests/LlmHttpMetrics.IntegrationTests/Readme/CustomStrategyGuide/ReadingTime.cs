using System.Text;

namespace LlmHttpMetrics.IntegrationTests.Readme.CustomStrategyGuide;

#region snippet
/// <summary>How long a person reads what was answered, at 238 words a minute.</summary>
internal sealed class ReadingTime : IMeasurementStrategy
{
    public string Name => "reading";

    public ITextMeasurement Begin(LlmMeasuredCall measuredCall) => new Measurement();

    private sealed class Measurement : ITextMeasurement
    {
        private const double WordsPerMinute = 238;

        private int _words;

        public void OnInput(ReadOnlySpan<byte> utf8)
        {
        }

        public void OnOutput(LlmOutputKind kind, ReadOnlySpan<byte> utf8)
        {
            if (kind == LlmOutputKind.Answer)
            {
                var text = Encoding.UTF8.GetString(utf8);
                _words += text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            }
        }

        public IReadOnlyDictionary<string, double> Complete() =>
            new Dictionary<string, double> { ["words"] = _words, ["minutes"] = _words / WordsPerMinute };
    }
}
#endregion
