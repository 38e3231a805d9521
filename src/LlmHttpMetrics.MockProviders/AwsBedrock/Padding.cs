using System.Text.Json;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>The member that hides the length of an event.</summary>
internal static class Padding
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static void Write(Utf8JsonWriter w, int length) => w.WriteString("p", Letters[..(1 + (length * 7 % (Letters.Length - 1)))]);
}
