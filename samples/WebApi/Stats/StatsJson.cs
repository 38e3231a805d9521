using System.Text.Json;
using System.Text.Json.Serialization;
using WebApi.Hosting;

namespace WebApi.Stats;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class StatsJson : JsonSerializerContext;
