using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>
/// Events that repeat what the one before them said mean what they would mean alone. The same events are read again by a new
/// reader with no space after <c>data:</c>, which is a way of its own through the framing.
/// </summary>
[TestFixture]
public sealed class RepeatedEventsTests
{
    [Test]
    public void Stream_WhoseConstantsChangeNowAndThen_SaysTheSameAsScannedEventByEvent() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            ResponseReader compared = new();
            for (var stream = 0; stream < 3; stream++)
            {
                var lines = Lines(random).ToArray();
                Assert.That(Facts(compared, lines, "data: "), Is.EqualTo(Facts(new ResponseReader(), lines, "data:")), string.Join('\n', lines));
            }
        }));

    private static string Facts(ResponseReader reader, string[] lines, string field)
    {
        TextTally text = new();
        reader.Begin(ChatCompletions.Format, text);
        foreach (var line in lines)
        {
            reader.Feed(Encoding.UTF8.GetBytes($"{field}{line}\n\n"));
        }

        reader.End();
        var facts = reader.Facts;
        return string.Join(
            '|', Encoding.UTF8.GetString(facts.Id), facts.Model, facts.ServiceTier, facts.Names.Fingerprint, facts.ErrorType, facts.Chunks,
            facts.OutputTokens, text.Characters(TextKind.Answer));
    }

    private static IEnumerable<string> Lines(Random random)
    {
        var (id, model, tier, fingerprint, type) = ("id", "model", "default", "fp", "chat.completion.chunk");
        var twice = random.Next(2) == 0;
        for (var i = 0; i < 30; i++)
        {
            switch (random.Next(16))
            {
                case 0: id += "x"; break;
                case 1: model += "x"; break;
                case 2: tier = tier == "default" ? "flex" : "default"; break;
                case 3: fingerprint += "x"; break;
                case 4: type = type == "error" ? "chat.completion.chunk" : "error"; break;
                case 5: yield return """{"service_tier":"priority"}"""; break;
            }

            var content = random.Next(100, 999).ToString(CultureInfo.InvariantCulture);
            yield return random.Next(4) == 0
                ? $$$"""{"id":"{{{id}}}","model":"{{{model}}}","service_tier":"{{{tier}}}"}"""
                : $$$"""{"id":"{{{id}}}","object":"{{{type}}}"{{{(twice ? $",\"service_tier\":\"{content}\"" : "")}}}"""
                    + $$$""","model":"{{{model}}}","service_tier":"{{{tier}}}","system_fingerprint":"{{{fingerprint}}}","choices":[{"index":0"""
                    + $$$""","delta":{"content":"{{{content}}}"}}],"usage":null}""";
        }
    }
}
