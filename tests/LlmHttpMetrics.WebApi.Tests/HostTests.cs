using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using LlmHttpMetrics.WebApi.Tests.Running;

namespace LlmHttpMetrics.WebApi.Tests;

/// <summary>The service answers to its own names, so that no page elsewhere can reach it by a name that resolves to this machine.</summary>
public sealed class HostTests
{
    private static readonly string[] Paths = ["", "stats", "metrics", "health", "ledger"];

    [Test]
    public async Task Request_ToAnotherHost_IsRefused()
    {
        await using var service = await SampleService.StartAsync();
        foreach (var host in new[] { "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "169.254.169.254", "[::2]" })
        {
            foreach (var path in Paths)
            {
                Assert.That(await StatusAsync(service, $"{host}:{service.Address.Port}", path), Is.EqualTo(HttpStatusCode.BadRequest), $"{host} {path}");
            }

            using HttpRequestMessage call = new(HttpMethod.Post, "chat")
            {
                Content = JsonContent.Create(new { provider = "openai", model = "gpt-4o-mini", message = "Hi" })
            };
            call.Headers.Host = host;
            using var response = await service.Http.SendAsync(call);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), host);
        }

        Assert.That((long)(await service.StatsAsync())["sinceStart"]!["requests"]!, Is.Zero);
    }

    [Test]
    public async Task Request_ToTheLoopback_IsAnswered([Values("localhost", "LOCALHOST", "127.0.0.1", "[::1]")] string host)
    {
        await using var service = await SampleService.StartAsync();

        Assert.That(await StatusAsync(service, host, "stats"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(service, $"{host}:{service.Address.Port}", "stats"), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Request_WithoutAHost_IsRefused([Values("HTTP/1.1\r\nHost:", "HTTP/1.0")] string version)
    {
        await using var service = await SampleService.StartAsync();
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /stats {version}\r\nConnection: close\r\n\r\n"));

        using StreamReader reader = new(client.GetStream());
        Assert.That(await reader.ReadLineAsync(), Does.Contain(" 400 "));
    }

    [Test]
    public async Task Hosts_ThatTheSettingsName_AreAnswered()
    {
        await using var service = await SampleService.StartAsync(more: ["--AllowedHosts=stats.example.com;127.0.0.1"]);

        Assert.That(await StatusAsync(service, "stats.example.com", "stats"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(service, "localhost", "stats"), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static async Task<HttpStatusCode> StatusAsync(SampleService service, string host, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await service.Http.SendAsync(request);
        return response.StatusCode;
    }
}
