using System.Text;

namespace LlmHttpMetrics.IntegrationTests.Readme.CustomStrategyGuide;

#region snippet
internal sealed class TextCounter(string name, string version, Func<string, int> count) : ITokenCounter
{
    public string Name => name;

    public string Version => version;

    public long Count(ReadOnlySpan<byte> utf8) => count(Encoding.UTF8.GetString(utf8));
}
#endregion
