using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Frames;

/// <summary>
/// The message overhead of Anthropic's models, whose vocabularies are not public: everything is an estimate. A user message costs seven tokens
/// besides its text; tools add a system prompt that is not part of the request
/// (https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview#pricing).
/// </summary>
internal static class AnthropicFrames
{
    public static readonly FrameTable Table = new(
        Frame(prompt: 346),
        new FrameRow(Frame(prompt: 264), "claude-3-haiku", "claude-3-5-haiku"),
        new FrameRow(Frame(prompt: 675), "claude-opus-4-7"),
        new FrameRow(Frame(prompt: 290), "claude-opus-4-8"),
        new FrameRow(Frame(prompt: 354), "claude-sonnet-5"),
        new FrameRow(Frame(prompt: 497), "claude-opus-4-6", "claude-sonnet-4-6"),
        new FrameRow(Frame(prompt: 496), "claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"));

    private static MessageFrame Frame(int prompt) => new(Once: 3)
    {
        PerMessage = 4,
        Method = CountMethod.Estimate,
        Parts = new HiddenToolPrompt(prompt),
    };
}
