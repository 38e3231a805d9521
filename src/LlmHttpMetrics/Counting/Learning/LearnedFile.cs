using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>The file with what has been learned. Everything that is read from it is validated.</summary>
internal static class LearnedFile
{
    private const int Version = 1;
    private const long MaxBytes = 16 * 1024 * 1024;
    private const int MaxNameLength = 512;
    private const long MaxTokens = 1_000_000_000;
    private const int Figures = 2;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file contains something else; the message says what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static IEnumerable<(LearnedName Name, LearnedModel Model)> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Require(file.Length <= MaxBytes, $"it is longer than {MaxBytes} bytes");
        try
        {
            var content = JsonSerializer.Deserialize(file, LearnedJson.Default.Content);
            Require(content?.Version == Version, $"its version is not {Version}");
            return [.. (content!.Models ?? []).Select(ReadModel)];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON for this file, at line {e.LineNumber + 1}", e);
        }
    }

    /// <summary>Writes a temporary file and then replaces the file with it, so that the file is always complete.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static void Write(string path, IEnumerable<(LearnedName Name, LearnedModel Model)> models)
    {
        // On a shared volume, processes of several machines or containers can have the same ids.
        var beside = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, new Content(Version, [.. models.Select(WriteModel)]), LearnedJson.Default.Content);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static (LearnedName Name, LearnedModel Model) ReadModel(ModelContent? content)
    {
        Require(content is { Provider: not null, Model: not null, Tokenizer: not null }, "a model has no name");
        Require(Math.Max(content!.Provider!.Length, Math.Max(content.Model!.Length, content.Tokenizer!.Length)) <= MaxNameLength, "a name is too long");
        LearnedModel model = new();
        foreach (var kind in content.Kinds ?? [])
        {
            ReadKind(model, kind);
        }

        return (new(content.Provider, content.Model, content.Tokenizer), model);
    }

    private static void ReadKind(LearnedModel model, KindContent? kind)
    {
        Require(
            kind is { Samples.Length: <= RecentSamples.Capacity, Shape: >= 0 and <= (int)(CallShape.Extras | CallShape.Reasoning) },
            "a kind of calls is out of range");
        Require(kind!.Error is >= 0 and <= 1 && kind.Checked is >= 0 and <= RecentSamples.Capacity, "an error is out of range");
        var samples = model.Get(kind.IsInput, (CallShape)kind.Shape);
        foreach (var sample in kind.Samples!)
        {
            Require(sample is { Length: Figures } && Array.TrueForAll(sample, tokens => tokens is >= 0 and <= MaxTokens), "a sample is out of range");
            samples.Add(new(sample[0], sample[1]));
        }

        samples.Restore(kind.Error, kind.Checked);
    }

    private static ModelContent WriteModel((LearnedName Name, LearnedModel Model) pair) => new(
        pair.Name.Provider,
        pair.Name.Model,
        pair.Name.Tokenizer,
        [.. pair.Model.All().Select(kind => new KindContent(
            kind.IsInput,
            (int)kind.Shape,
            kind.Samples.Error,
            kind.Samples.Checked,
            [.. kind.Samples.Oldest().Select(sample => new[] { sample.Counted, sample.Reported })]))]);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }

    internal sealed record Content(int Version, ModelContent?[]? Models);

    internal sealed record ModelContent(string? Provider, string? Model, string? Tokenizer, KindContent?[]? Kinds);

    internal sealed record KindContent(bool IsInput, int Shape, double Error, int Checked, long[][]? Samples);
}

/// <summary>Reads and writes the file without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LearnedFile.Content))]
internal sealed partial class LearnedJson : JsonSerializerContext;
