using System.Reflection;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>A tokenizer as the monitoring asks for it.</summary>
internal sealed class TokenizerCounter(Tokenizer tokenizer) : ITokenCounter
{
    private static readonly string PackageVersion =
        typeof(TokenizerCounter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string Name => tokenizer.Name;

    public string Version => PackageVersion;

    public long Count(ReadOnlySpan<byte> utf8) => tokenizer.CountUtf8(utf8);
}
