using LlmHttpMetrics.IntegrationTests.Conformance;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>A recorded call whose usage was hidden, and what was published of it.</summary>
internal sealed record Estimated(CorpusRecord Record, LlmEvent Event)
{
    public long Input => Event.Tokens.Input ?? 0;

    public long Output => Event.Tokens.Output ?? 0;

    public long ReportedInput => Record.Expected.Figure("input_tokens_incl_cache")!.Value;

    public long ReportedOutput => Record.Expected.Figure("output_tokens_incl_reasoning")!.Value;

    public static double Error(IEnumerable<Estimated> calls, Func<Estimated, long> ours, Func<Estimated, long> reported) =>
        (double)calls.Sum(ours) / calls.Sum(reported) - 1;

    public static double InputError(IEnumerable<Estimated> calls) => Error(calls, call => call.Input, call => call.ReportedInput);

    public static double OutputError(IEnumerable<Estimated> calls) => Error(calls, call => call.Output, call => call.ReportedOutput);

    public static double TotalError(IEnumerable<Estimated> calls) =>
        Error(calls, call => call.Input + call.Output, call => call.ReportedInput + call.ReportedOutput);
}
