using System.Reflection;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>A tokenizer as a counter for the monitoring.</summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="version">The version of its vocabulary; null for the version of this package.</param>
internal sealed class TokenizerCounter(Tokenizer tokenizer, string? version = null) : ITokenCounter
{
    private static readonly string PackageVersion =
        typeof(TokenizerCounter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string Name => tokenizer.Name;

    public string Version => version ?? PackageVersion;

    public long Count(ReadOnlySpan<byte> utf8) => tokenizer.CountUtf8(utf8);
}
