using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Providers.OpenAi.Prompt;

/// <summary>Tools in the form in which the model reads them: a TypeScript namespace of functions.</summary>
internal static class ToolPrompt
{
    /// <summary>The text; empty for no tools, null if a tool is not a function of the caller or the text would grow without limit.</summary>
    public static string? Write(JsonElement tools)
    {
        var functions = ((JsonElement?)tools).Elements().Select(Function).ToArray();
        if (functions.Length == 0)
        {
            return tools.ValueKind == JsonValueKind.Array ? "" : null;
        }

        StringBuilder text = new("namespace functions {\n\n");
        foreach (var function in functions)
        {
            if (function?.Word("name") is not { } name)
            {
                return null;
            }

            AppendComment(text, function.Value.Word("description"));
            var parameters = function.Value.Member("parameters");
            if (parameters?.Member("properties") is not { ValueKind: JsonValueKind.Object } properties || !properties.EnumerateObject().Any())
            {
                text.Append("type ").Append(name).Append(" = () => any;\n\n");
                continue;
            }

            AppendComment(text, parameters.Value.Word("title"));
            if (TypeText.Of(parameters.Value) is not { } type || text.Length + type.Length > TypeText.MaxLength)
            {
                return null;
            }

            text.Append("type ").Append(name).Append(" = (_: ").Append(type).Append(") => any;\n\n");
        }

        return text.Append("} // namespace functions").ToString();
    }

    /// <summary>Each line becomes its own comment, without the white space around it.</summary>
    public static void AppendComment(StringBuilder text, string? comment)
    {
        if (string.IsNullOrWhiteSpace(comment))
        {
            return;
        }

        foreach (var line in comment.AsSpan().Trim().EnumerateLines())
        {
            text.Append(line.IsWhiteSpace() ? "//" : "// ").Append(line.Trim()).Append('\n');
        }
    }

    /// <summary>A function of Chat Completions, of its first version, or of Responses; null for the provider's own tools.</summary>
    private static JsonElement? Function(JsonElement tool) =>
        tool.Member("function") ?? (tool.Word("type") is null or "function" ? tool : null);
}
