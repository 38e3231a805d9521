namespace LlmHttpMetrics.Wire;

/// <summary>What a request consists of besides its text.</summary>
/// <param name="Messages">Messages of the chat.</param>
/// <param name="SystemMessages">System and developer messages.</param>
/// <param name="AnswerMessages">Assistant messages.</param>
/// <param name="LooseTexts">Texts that are not in a message.</param>
/// <param name="SystemPart">The last part of the first system message's text; -1 if there is none.</param>
/// <param name="HasExtras">The request has content that cannot be counted here: audio, files.</param>
internal readonly record struct RequestShape(int Messages, int SystemMessages, int AnswerMessages, int LooseTexts, int SystemPart, bool HasExtras);
