namespace LlmHttpMetrics.Observation.Wire;

/// <summary>What the messages of a chat cost besides their text, in tokens.</summary>
/// <param name="PerMessage">For each message, its role included.</param>
/// <param name="PerName">For each name of an author, besides the name itself.</param>
/// <param name="PerAnswer">Once, for what begins the answer.</param>
internal sealed record MessageFrame(int PerMessage, int PerName, int PerAnswer);
