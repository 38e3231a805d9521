namespace WebApi.Providers;

/// <summary>The wire formats that the service supports.</summary>
internal enum WireFormat
{
    OpenAi,
    Anthropic,
    Gemini,
}
