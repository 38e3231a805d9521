namespace LlmHttpMetrics.Observation.Json;

/// <summary>What the scanner does at a byte.</summary>
internal enum JsonStep : byte
{
    SkipSpace,
    ReadName,
    ReadColon,
    ReadString,
    ReadLiteral,
    OpenObject,
    OpenArray,
    Close,
    NextMember,
    NextElement,
    MoreString,
    SkipString,
    MoreLiteral,
    SkipNested,

    /// <summary>What follows the document means nothing.</summary>
    SkipRest,
    Fail,
}
