namespace LlmHttpMetrics.Json;

/// <summary>A field path that cannot be understood, with the position where reading stopped.</summary>
internal sealed class FieldPathException : FormatException
{
    public FieldPathException(string path, int position, string expected)
        : base($"The field path '{path}' is wrong at position {position}: {expected}.") => (Position, Expected) = (position, expected);

    public int Position { get; }

    /// <summary>What should have stood there.</summary>
    public string Expected { get; }
}
