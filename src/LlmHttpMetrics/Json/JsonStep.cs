namespace LlmHttpMetrics.Json;

/// <summary>The action of the scanner for a byte.</summary>
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
