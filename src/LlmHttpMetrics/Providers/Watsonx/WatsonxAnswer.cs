using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Providers.Watsonx;

/// <summary>Members that all answers of watsonx have.</summary>
internal static class WatsonxAnswer
{
    /// <summary>Errors are a list: https://cloud.ibm.com/apidocs/watsonx-ai#errors.</summary>
    public static readonly Field[] Common =
    [
        new("model_id", FieldAction.Model),
        new("errors[*]", FieldAction.Error),
        new("errors[*].code", FieldAction.ErrorCode),
        new("errors[*].message", FieldAction.ErrorMessage),
    ];
}
