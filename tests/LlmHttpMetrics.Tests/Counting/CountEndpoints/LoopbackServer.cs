using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>A server on the loopback that keeps what it gets and gives each request the same answer.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly CancellationTokenSource _stopped = new();
    private readonly string _answer;
    private readonly Task _serving;

    /// <param name="head">Status line and headers, without what ends them.</param>
    /// <param name="body">The body.</param>
    public LoopbackServer(string head, string body = "")
    {
        _answer = $"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The requests, from the request line to the end of the body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _serving;
        _listener.Stop();
        _stopped.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_stopped.Token);
                await AnswerAsync(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // It has been stopped.
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        try
        {
            using var stream = connection.GetStream();
            _requests.Enqueue(await ReadAsync(stream));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer));
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder request = new();
        var buffer = new byte[4096];
        while (!IsWhole(request.ToString()) && await stream.ReadAsync(buffer) is > 0 and var read)
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return request.ToString();
    }

    private static bool IsWhole(string request)
    {
        const string Length = "Content-Length: ";
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = request.IndexOf(Length, StringComparison.OrdinalIgnoreCase) is var at and >= 0
            ? int.Parse(request[(at + Length.Length)..request.IndexOf("\r\n", at, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        return request.Length >= end + 4 + length;
    }
}
