using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmHttpMetrics.FuzzTests.Decompression;

/// <summary>Answers every request on loopback with the same bytes, one connection a request.</summary>
internal sealed class OneAnswerServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly byte[] _head;
    private readonly byte[] _body;
    private readonly Task _serving;

    public OneAnswerServer(string contentType, string coding, byte[] body)
    {
        _head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        _body = body;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/chat/completions");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or IOException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        // The requests of these tests have a body of one line that ends with a brace.
        var buffer = new byte[4096];
        for (var (got, read) = (0, 1); read > 0 && (got == 0 || buffer[got - 1] != '}'); got += read)
        {
            read = await stream.ReadAsync(buffer.AsMemory(got), _stop.Token);
        }

        await stream.WriteAsync(_head);
        await stream.WriteAsync(_body);
    }
}
