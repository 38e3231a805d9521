namespace WebApi.Providers;

/// <summary>The formats that the service speaks.</summary>
internal enum WireFormat
{
    OpenAi,
    Anthropic,
    Gemini,
}
