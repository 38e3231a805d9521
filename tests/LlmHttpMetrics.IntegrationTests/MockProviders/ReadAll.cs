using System.Text;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

/// <summary>Reads a body that may break, and keeps what came before.</summary>
internal static class ReadAll
{
    /// <summary>What could be read; the last line is <c>!</c> and the exception's name if the body broke.</summary>
    public static async Task<string> AsFarAsItGoesAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            text.Append("\n!").Append(e.GetType().Name);
        }

        return text.ToString();
    }
}
