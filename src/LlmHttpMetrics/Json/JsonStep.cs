namespace LlmHttpMetrics.Json;

/// <summary>What the scanner does at a byte.</summary>
internal enum JsonStep : byte
{
    ReadName,
    ReadColon,
    ReadString,
    ReadLiteral,
    OpenObject,
    OpenArray,
    Close,
    NextMember,
    NextElement,
    Fail,
}
