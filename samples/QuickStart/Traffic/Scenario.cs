using LlmHttpMetrics.MockProviders;

namespace QuickStart.Traffic;

/// <summary>One kind of call: what is asked, what the server answers, what the client does with the answer.</summary>
/// <param name="Name">Sent along in a header, by which the server finds the scenario again.</param>
/// <param name="Calls">How many such calls are made.</param>
/// <param name="Request">The request.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Ending">What the client does with it.</param>
internal sealed record Scenario(string Name, int Calls, ApiRequest Request, MockReply Reply, CallEnding Ending = CallEnding.ReadToEnd)
{
    public const string Header = "x-scenario";
}
