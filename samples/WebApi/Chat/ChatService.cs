using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using WebApi.Providers;

namespace WebApi.Chat;

/// <summary>Calls a provider and streams its answer. It contains no monitoring code.</summary>
internal sealed class ChatService(IHttpClientFactory clients, IReadOnlyList<ProviderSettings> providers)
{
    private readonly Dictionary<string, ChatFormat> _formats = providers.ToDictionary(provider => provider.Name, provider => ChatFormat.Of(provider.Format));

    /// <exception cref="ProviderException">The provider refused the call or failed during the answer.</exception>
    /// <exception cref="HttpRequestException">The provider could not be reached, or the connection broke.</exception>
    public async IAsyncEnumerable<string> AskAsync(ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var format = _formats[call.Provider];
        using var client = clients.CreateClient(call.Provider);
        using var request = format.Request(call);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ProviderException($"The provider answered with status {(int)response.StatusCode}.");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (!call.Streams)
        {
            using var answer = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            yield return format.Text(answer.RootElement) ?? "";
            yield break;
        }

        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (TextOf(item.Data, format) is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    private static string? TextOf(string data, ChatFormat format)
    {
        if (data is "[DONE]")
        {
            return null;
        }

        using var streamed = JsonDocument.Parse(data);
        return streamed.RootElement.TryGetProperty("error", out _)
            ? throw new ProviderException("The provider ended its answer with an error.")
            : format.Delta(streamed.RootElement);
    }
}
