using System.IO.Enumeration;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>A vocabulary file of the settings: its counter, or what is wrong with it.</summary>
/// <param name="Client">The client whose options named it last.</param>
/// <param name="Key">What it was made of.</param>
/// <param name="Models">Patterns of the models that count with it.</param>
/// <param name="Counter">Its counter; where the file was refused that of the one before, if there was one.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record LoadedFile(string Client, FileKey Key, string[] Models, ITokenCounter? Counter, string? Error)
{
    public bool Serves(string model) =>
        Counter is not null && Array.Exists(Models, pattern => FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: true));
}
