namespace LlmHttpMetrics.Json;

/// <summary>The exception that is thrown for an invalid field path, with the position of the error.</summary>
internal sealed class FieldPathException : FormatException
{
    public FieldPathException(string path, int position, string expected)
        : base($"The field path '{path}' is wrong at position {position}: {expected}.") => (Position, Expected) = (position, expected);

    public int Position { get; }

    /// <summary>The expected syntax at that position.</summary>
    public string Expected { get; }
}
