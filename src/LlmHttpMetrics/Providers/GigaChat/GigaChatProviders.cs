using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.GigaChat;

/// <summary>Sber's GigaChat: https://developers.sber.ru/docs/ru/gigachat/api/reference/rest/post-chat.</summary>
internal static class GigaChatProviders
{
    public static readonly Provider[] All =
    [
        new("gigachat", ["gigachat.devices.sberbank.ru", "gigachat-preview.devices.sberbank.ru", "api.giga.chat"],
        [
            new("/chat/completions", Operations.Chat, GigaChatFormats.Chat),
            new("/embeddings", Operations.Embeddings, GigaChatFormats.Embeddings),
        ]),
    ];
}
