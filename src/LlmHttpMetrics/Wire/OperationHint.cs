namespace LlmHttpMetrics.Wire;

/// <summary>
/// What the members of a payload show about the operation, for URLs that serve several. If there are several hints, the first listed here is
/// used: a chat may have the members of other operations too.
/// </summary>
internal enum OperationHint : byte
{
    /// <summary>The operation of the endpoint.</summary>
    None,
    Chat,
    Rerank,
    Embeddings,
    ImageGeneration,
    TextCompletion,
}

/// <summary>The names of hinted operations.</summary>
internal static class OperationHints
{
    public static string? Name(this OperationHint hint) => hint switch
    {
        OperationHint.Chat => Operations.Chat,
        OperationHint.Rerank => Operations.Rerank,
        OperationHint.Embeddings => Operations.Embeddings,
        OperationHint.ImageGeneration => Operations.ImageGeneration,
        OperationHint.TextCompletion => Operations.TextCompletion,
        _ => null,
    };

    /// <summary>The argument of a text field that is also a hint.</summary>
    public static byte With(this TextKind kind, OperationHint hint) => (byte)((byte)kind | ((byte)hint << 4));

    /// <summary>The kind of a field's text.</summary>
    public static TextKind KindOf(byte argument) => (TextKind)(argument & 0x0F);

    /// <summary>The hint of a text field.</summary>
    public static OperationHint HintOf(byte argument) => (OperationHint)(argument >> 4);
}
