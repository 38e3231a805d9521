using System.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>What words for the end of an answer mean, however they are written.</summary>
[TestFixture]
public sealed class FinishKindsTests
{
    [TestCase("stop", FinishKind.Other)]
    [TestCase("END_TURN", FinishKind.Other)]
    [TestCase("malformed_function_call", FinishKind.Other)]
    [TestCase("MAX_TOKENS", FinishKind.Length)]
    [TestCase("model_context_window_exceeded", FinishKind.Length)]
    [TestCase("content-filter", FinishKind.ContentFilter)]
    [TestCase("CONTENT_FILTERED", FinishKind.ContentFilter)]
    [TestCase("IMAGE_SAFETY", FinishKind.ContentFilter)]
    [TestCase("PROHIBITED_CONTENT", FinishKind.ContentFilter)]
    [TestCase("sensitive", FinishKind.ContentFilter)]
    [TestCase("guardrail_intervened", FinishKind.ContentFilter)]
    [TestCase("prompt_blocked", FinishKind.ContentFilter)]
    [TestCase("ERROR_TOXIC", FinishKind.ContentFilter)]
    [TestCase("abort", FinishKind.Error)]
    [TestCase("network_error", FinishKind.Error)]
    [TestCase("insufficient_system_resource", FinishKind.Error)]
    [TestCase("engine.overloaded", FinishKind.Error)]
    public void Word_OfAnyProvider_HasItsMeaning(string word, object kind) =>
        Assert.That((FinishKinds.TryGet(Encoding.UTF8.GetBytes(word), out var known), (object)known), Is.EqualTo((true, kind)));

    /// <summary>Parts are whole words: nothing here is a filter or a failure.</summary>
    [TestCase("repetition_truncation")]
    [TestCase("unfiltered")]
    [TestCase("errorless")]
    [TestCase("")]
    [TestCase("a_word_that_is_longer_than_any_that_a_provider_has_ever_sent_for_an_error")]
    public void Word_Unknown_MeansNothing(string word) =>
        Assert.That((FinishKinds.TryGet(Encoding.UTF8.GetBytes(word), out var known), known), Is.EqualTo((false, FinishKind.Other)));
}
