namespace LlmHttpMetrics.Json;

internal sealed partial class JsonScanner
{
    /// <summary>A shape, what the scanner reported for its parts, and where each of them left it.</summary>
    private sealed class LearnedShape(FieldSink facts, bool isOfBodies)
    {
        private readonly ushort[] _stacks = new ushort[DocumentShape.MaxParts * FieldMap.MaxDepth];

        public DocumentShape Shape { get; } = new(isOfBodies);

        public RecordedReports Reports { get; } = new(facts);

        public PartEnd[] Ends { get; } = new PartEnd[DocumentShape.MaxParts];

        /// <summary>The map that its documents were read by.</summary>
        public FieldMap? Map { get; set; }

        /// <summary>The values between the parts say nothing lasting.</summary>
        public bool ValuesPass { get; set; }

        /// <summary>The containers that are open where a part ends.</summary>
        public Span<ushort> Stack(int part, int depth) => _stacks.AsSpan(part * FieldMap.MaxDepth, depth);
    }

    /// <summary>What a repeated document has to say again of a part.</summary>
    private enum Repetition : byte
    {
        Nothing,

        /// <summary>Where it leaves who gets the reports.</summary>
        Place,

        /// <summary>All that does not last.</summary>
        Reports,
    }

    /// <summary>What a part reported, and where its end leaves who got the reports, and the scanner.</summary>
    private readonly record struct PartEnd(
        int FirstReport, int EndReport, Repetition Repetition, ChoicePlace Place, State State, int Depth, int Node, bool InArray, int Field, int Member);
}
