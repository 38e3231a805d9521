using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>The endpoints of OpenAI and of all compatible hosts.</summary>
internal static class OpenAiEndpoints
{
    public static readonly EndpointRule[] All =
    [
        new("/chat/completions", Operations.Chat, ChatCompletions.Format, RequestEvidence.Messages),

        // Fill-in-the-middle, answered like a chat (Mistral).
        new("/fim/completions", Operations.TextCompletion, ChatCompletions.Format),
        new("/completions", Operations.TextCompletion, Completions.Format, RequestEvidence.Input),
        new("/responses", Operations.Chat, Responses.Format, RequestEvidence.Model | RequestEvidence.Input) { StoredIn = "responses" },
        new("/responses/compact", Operations.Compaction, Responses.Format, RequestEvidence.Model | RequestEvidence.Input),
        new("/decisions", Operations.Decision, Decisions.Format, RequestEvidence.Model | RequestEvidence.Questions),
        new("/systemone", Operations.Decision, Decisions.Format, RequestEvidence.Model | RequestEvidence.Questions),

        // MiniMax's own chat, which differs only in its errors: https://platform.minimax.io/docs/api-reference/text-post.
        new("/text/chatcompletion_v2", Operations.Chat, ChatCompletions.Format, RequestEvidence.Messages),
        new("/embeddings", Operations.Embeddings, InputOnlyFormats.Embeddings, RequestEvidence.Input),
        new("/rerank", Operations.Rerank, InputOnlyFormats.Rerank, RequestEvidence.Model | RequestEvidence.Documents),
        new("/moderations", Operations.Moderation, InputOnlyFormats.Moderations),
        new("/images/generations", Operations.ImageGeneration, MediaFormats.Images, RequestEvidence.Model | RequestEvidence.Input),
        new("/images/edits", Operations.ImageGeneration, MediaFormats.Images),
        new("/images/variations", Operations.ImageGeneration, MediaFormats.Images),
        new("/audio/transcriptions", Operations.Transcription, MediaFormats.Transcription, RequestEvidence.Model),
        new("/audio/translations", Operations.Translation, MediaFormats.Transcription, RequestEvidence.Model),
        new("/audio/speech", Operations.Speech, MediaFormats.Speech, RequestEvidence.Model | RequestEvidence.Input),
    ];
}
