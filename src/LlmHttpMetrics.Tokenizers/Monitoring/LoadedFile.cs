using System.IO.Enumeration;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>A vocabulary file of the settings: its counter, or its error.</summary>
/// <param name="Client">The client whose options named it last.</param>
/// <param name="Key">What the counter depends on.</param>
/// <param name="Models">Patterns of the models that are counted with it.</param>
/// <param name="Counter">Its counter; if the file was refused, the previous one, if any.</param>
/// <param name="Error">Why the file was refused.</param>
internal sealed record LoadedFile(string Client, FileKey Key, string[] Models, ITokenCounter? Counter, string? Error)
{
    public bool Serves(string model) =>
        Counter is not null && Array.Exists(Models, pattern => FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: true));
}
