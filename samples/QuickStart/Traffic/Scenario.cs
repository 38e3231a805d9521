using LlmHttpMetrics.MockProviders;

namespace QuickStart.Traffic;

/// <summary>One kind of call: the request, the server's answer, and how the client ends the call.</summary>
/// <param name="Name">Sent in a header, so that the server can find the scenario.</param>
/// <param name="Calls">The number of such calls.</param>
/// <param name="Request">The request.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Ending">How the client ends the call.</param>
internal sealed record Scenario(string Name, int Calls, ApiRequest Request, MockReply Reply, CallEnding Ending = CallEnding.ReadToEnd)
{
    public const string Header = "x-scenario";
}
