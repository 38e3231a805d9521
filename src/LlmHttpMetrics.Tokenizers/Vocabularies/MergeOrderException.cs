namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>The token of this rank is merged from one of a later rank.</summary>
internal sealed class MergeOrderException(int rank) : Exception($"The token of rank {rank} is merged from one of a later rank.")
{
    public int Rank { get; } = rank;
}
