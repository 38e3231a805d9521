using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebApi.Traffic;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LedgerAnswer))]
internal sealed partial class LedgerJson : JsonSerializerContext;
