using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Reading;

/// <summary>
/// The value of an event-stream field named <c>error</c>: the error itself, or an object that contains it
/// (https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md).
/// </summary>
internal static class ErrorFields
{
    public static readonly FieldMap Map = new(
    [
        new("code", FieldAction.ErrorCode),
        new("type", FieldAction.ErrorType),
        new("message", FieldAction.ErrorMessage),
        new("error", FieldAction.Error),
        new("error.code", FieldAction.ErrorCode),
        new("error.type", FieldAction.ErrorType),
        new("error.message", FieldAction.ErrorMessage),
    ]);
}
