namespace LlmHttpMetrics.TestUtilities;

/// <summary>The longest that a test waits for something that has to come: only a hang reaches it, however busy the machine is.</summary>
internal static class HangGuard
{
    public const int Milliseconds = 5 * 60 * 1000;

    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(Milliseconds);
}
