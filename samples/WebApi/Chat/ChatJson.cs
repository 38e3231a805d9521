using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebApi.Chat;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatRequest))]
internal sealed partial class ChatJson : JsonSerializerContext;
