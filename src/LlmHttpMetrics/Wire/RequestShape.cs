namespace LlmHttpMetrics.Wire;

/// <summary>What a request is made of besides its text.</summary>
/// <param name="Messages">Messages of the chat.</param>
/// <param name="SystemMessages">Those of the system or the developer.</param>
/// <param name="AnswerMessages">Those of the assistant.</param>
/// <param name="LooseTexts">Texts outside of messages.</param>
/// <param name="SystemPart">The last part of the first system message's text; -1 where there is none.</param>
/// <param name="HasExtras">It holds what nobody here can count: audio, files.</param>
internal readonly record struct RequestShape(int Messages, int SystemMessages, int AnswerMessages, int LooseTexts, int SystemPart, bool HasExtras);
