using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Wire;

/// <summary>
/// What the members of a payload say about the operation, where one URL serves several. Of several hints the first listed here
/// counts: a chat may bear what others have too.
/// </summary>
internal enum OperationHint : byte
{
    /// <summary>The operation is the endpoint's.</summary>
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

    /// <summary>The argument of a text field that is a hint besides.</summary>
    public static byte With(this TextKind kind, OperationHint hint) => (byte)((byte)kind | ((byte)hint << 4));

    /// <summary>What the text of a field is.</summary>
    public static TextKind KindOf(byte argument) => (TextKind)(argument & 0x0F);

    /// <summary>What the text of a field says about the operation.</summary>
    public static OperationHint HintOf(byte argument) => (OperationHint)(argument >> 4);
}
