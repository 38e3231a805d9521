using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuickStart.Traffic;

/// <summary>Makes calls. It contains no monitoring code.</summary>
internal sealed class Caller(IHttpClientFactory clients, Uri server)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task SendAsync(PlannedCall call)
    {
        var (scenario, prompt) = call;
        using var client = clients.CreateClient(scenario.Ending == CallEnding.TimeOut ? Clients.Impatient : Clients.Patient);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, scenario.Request.Path))
        {
            Content = JsonContent.Create(scenario.Request.Body(prompt), options: Json),
        };
        request.Headers.Add(Scenario.Header, scenario.Name);
        using var cancellation = new CancellationTokenSource();
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation.Token);
            await ReadAsync(response, scenario.Ending, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // Some calls are meant to fail; their outcomes are what the meters report.
        }
    }

    private static async Task ReadAsync(HttpResponseMessage response, CallEnding ending, CancellationTokenSource cancellation)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        await using var body = await response.Content.ReadAsStreamAsync(cancellation.Token);
        while (await body.ReadAsync(buffer, cancellation.Token) is > 0 and var length)
        {
            if (ending == CallEnding.ReadToEnd || !SawFirstWord(text.Append(Encoding.UTF8.GetString(buffer, 0, length))))
            {
                continue;
            }

            if (ending == CallEnding.Abandon)
            {
                return;
            }

            await cancellation.CancelAsync();
        }
    }

    private static bool SawFirstWord(StringBuilder text) => text.ToString().Contains(Replies.FirstWord, StringComparison.Ordinal);
}
