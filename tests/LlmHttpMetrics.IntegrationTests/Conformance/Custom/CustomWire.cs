using LlmHttpMetrics.IntegrationTests.Readme;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Custom;

/// <summary>A wire that we know, written down in configuration as if we did not, for the hosts and paths of recorded exchanges.</summary>
internal static class CustomWire
{
    private static readonly string[] BeforeModel = ["deployments", "engines"];

    public static IConfiguration Configuration(string wire, IEnumerable<CorpusRecord> records)
    {
        var described = new ConfigurationBuilder()
            .AddJsonStream(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Repository.Read($"tests/LlmHttpMetrics.IntegrationTests/Conformance/Custom/{wire}.json"))))
            .Build().AsEnumerable().Where(setting => setting.Value is not null).ToArray();
        Dictionary<string, string?> settings = [];
        foreach (var (i, provider) in records.GroupBy(record => record.Provider).Index())
        {
            settings[$"Providers:{i}:Name"] = provider.Key;
            foreach (var (j, host) in provider.Select(record => new Uri(record.Request.Url!).Authority).Distinct().Index())
            {
                settings[$"Providers:{i}:Hosts:{j}"] = host;
            }

            foreach (var (j, path) in provider.Select(record => Path(new Uri(record.Request.Url!))).Distinct(StringComparer.OrdinalIgnoreCase).Index())
            {
                settings[$"Providers:{i}:Endpoints:{j}:Path"] = path;
                foreach (var (key, value) in described)
                {
                    settings[$"Providers:{i}:Endpoints:{j}:{key}"] = value;
                }
            }
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    /// <summary>The path as it was recorded, but for the model it names.</summary>
    private static string Path(Uri url)
    {
        var segments = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < segments.Length; i++)
        {
            segments[i] = BeforeModel.Contains(segments[i - 1]) ? "{model}" : segments[i];
        }

        return "/" + string.Join('/', segments);
    }
}
