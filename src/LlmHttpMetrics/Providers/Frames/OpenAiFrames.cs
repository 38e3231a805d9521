using LlmHttpMetrics.Providers.OpenAi.Prompt;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Frames;

/// <summary>
/// The message overhead of OpenAI's models. Text and names:
/// https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb, where a role is one token; models since
/// o3 begin their answer with one token less. The tokens of images are documented at https://platform.openai.com/docs/guides/images-vision.
/// </summary>
internal static class OpenAiFrames
{
    private static readonly MessageFrame Chat = new(Once: 3) { PerMessage = 4, PerName = 1, Images = ImageRule.Tiles(85, 170) };

    private static readonly MessageFrame Reasoning = Chat with { Once = 2, HidesOutput = true };

    /// <summary>Models that are not OpenAI's and have no better entry.</summary>
    public static readonly MessageFrame Others = Chat with { Method = CountMethod.Estimate };

    public static readonly FrameRow[] OfChat = Rows(PromptRules.Chat, PromptRules.ChatSinceGpt5);

    public static readonly FrameRow[] OfResponses = Rows(PromptRules.Responses, PromptRules.ResponsesSinceGpt5);

    private static FrameRow[] Rows(PromptRules rules, PromptRules sinceGpt5)
    {
        var chat = Chat with { Parts = rules };
        var reasoning = Reasoning with { Parts = rules };
        var gpt5 = Reasoning with { Parts = sinceGpt5, Images = ImageRule.Tiles(70, 140) };
        return
        [
            new(Others, "gpt-oss", "gpt-4o-search", "gpt-4o-mini-search", "gpt-4o-audio", "gpt-4o-mini-audio", "gpt-audio", "gpt-5-search"),
            new(gpt5 with { Images = ImageRule.Patches(1.62m) }, "gpt-5-mini"),
            new(gpt5 with { Images = ImageRule.Patches(2.46m) }, "gpt-5-nano"),

            // Not published: derived from the usage of recorded calls.
            new(gpt5 with { Images = ImageRule.Patches(1.2m) }, "gpt-5.2", "gpt-5.3", "gpt-5.4", "gpt-5.5", "gpt-5.6"),
            new(gpt5, "gpt-5"),
            new(reasoning with { Images = ImageRule.Patches(1.72m) }, "o4-mini"),
            new(reasoning with { Images = ImageRule.Tiles(75, 150) }, "o3", "o4"),
            new(reasoning with { Once = 3, Images = ImageRule.Tiles(75, 150) }, "o1"),
            new(chat with { Images = ImageRule.Patches(1.62m) }, "gpt-4.1-mini"),
            new(chat with { Images = ImageRule.Patches(2.46m) }, "gpt-4.1-nano"),
            new(chat with { Images = ImageRule.Tiles(2833, 5667) }, "gpt-4o-mini"),
            new(chat, "gpt-3.5", "gpt-35", "gpt-4", "chatgpt-"),
        ];
    }
}
