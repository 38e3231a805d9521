using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>What goes over an HTTP/1.1 connection, byte by byte: request line, headers in their order, chunks as they are written.</summary>
public sealed class WireBytesTests
{
    private static IEnumerable<string> SmallAndWhole => Body.Names.Where(name => !Body.Named(name).Fails && !name.Contains("large", StringComparison.Ordinal));

    [Test]
    public async Task Request_OfAnyContent_IsTheBareClientsByteForByte(
        [ValueSource(nameof(SmallAndWhole))] string name, [Values] bool isSync, [Values] bool isBuffered)
    {
        var body = Body.Named(name);
        await using Clients clients = new();

        var bare = await SentAsync(clients.Bare, body, isSync, isBuffered);

        Assert.That(await SentAsync(clients.OneLayer, body, isSync, isBuffered), Is.EqualTo(bare), "one layer");
        Assert.That(await SentAsync(clients.TwoLayers, body, isSync, isBuffered), Is.EqualTo(bare), "two layers");
    }

    /// <param name="client">Sends.</param>
    /// <param name="body">What.</param>
    /// <param name="isSync">How.</param>
    /// <param name="isBuffered">The caller has buffered the content before.</param>
    private static async Task<string> SentAsync(HttpClient client, Body body, bool isSync, bool isBuffered)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var serving = ServeAsync(listener);
        using var content = body.Make(new Transcript());
        using HttpRequestMessage request = new(HttpMethod.Post, $"http://127.0.0.1:{port}/v1/chat/completions") { Content = content };
        var failure = "";
        try
        {
            if (isBuffered && content is not null)
            {
                await content.LoadIntoBufferAsync();
            }

            using var response = isSync ? client.Send(request) : await client.SendAsync(request);
        }
        catch (Exception e)
        {
            failure = Transcript.Describe(e);
        }

        listener.Stop();
        return $"{await serving}{failure}".Replace(port, "port", StringComparison.Ordinal);
    }

    /// <summary>Reads a request to its end and gives it back; empty where none comes.</summary>
    private static async Task<string> ServeAsync(TcpListener listener)
    {
        StringBuilder all = new();
        try
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var buffer = new byte[4096];
            while (!IsComplete(all.ToString()))
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0)
                {
                    return all.ToString();
                }

                all.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}"u8.ToArray());
        }
        catch (SocketException)
        {
            // The listener has been stopped: nothing was sent.
        }

        return all.ToString();
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        if (request[..end].Contains("chunked", StringComparison.Ordinal))
        {
            return request.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);
        }

        var length = request[..end].Split("\r\n").FirstOrDefault(
            line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))?["Content-Length: ".Length..] ?? "0";
        return request.Length - end - 4 == int.Parse(length, CultureInfo.InvariantCulture);
    }
}
