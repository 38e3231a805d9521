using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>
/// Text and finish reasons of repeated events belong to the choice that each event names, whatever the order of its members.
/// The same events are read again by a new reader with no space after <c>data:</c>, which is a way of its own through the framing.
/// </summary>
[TestFixture]
public sealed class RepeatedChoicesTests
{
    private static readonly string[] Orders = ["idf", "dif", "fdi", "dfi", "df", "fid"];

    [Test]
    public void Choices_OfLikeEvents_AreToldApartAsScannedEventByEvent() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            Random random = new(seed);
            ResponseReader compared = new();
            for (var stream = 0; stream < 4; stream++)
            {
                var lines = Lines(random).ToArray();
                Assert.That(Facts(compared, lines, "data: "), Is.EqualTo(Facts(new ResponseReader(), lines, "data:")), string.Join('\n', lines));
            }
        }));

    private static string Facts(ResponseReader reader, string[] lines, string field)
    {
        TextByChoice text = new();
        reader.Begin(ChatCompletions.Format, text);
        foreach (var line in lines)
        {
            reader.Feed(Encoding.UTF8.GetBytes($"{field}{line}\n\n"));
        }

        reader.End();
        var facts = reader.Facts;
        var reasons = Enumerable.Range(0, facts.Finish.ChoiceCount).Select(choice => facts.Finish.Reason(choice)?.Text ?? "-");
        var said = $"{facts.Finish.ChoiceCount} {facts.Finish.ReasonCount} {facts.Chunks} {string.Join(',', reasons)} {text}";
        facts.ReleaseBuffers();
        return said;
    }

    private static IEnumerable<string> Lines(Random random)
    {
        var order = Orders[random.Next(Orders.Length)];
        var (index, choices, reason) = (0, 1, "null");
        for (var i = 0; i < 30; i++)
        {
            switch (random.Next(12))
            {
                case 0: index = random.Next(3); break;
                case 1: choices = random.Next(1, 4); break;
                case 2: reason = random.Next(3) == 0 ? "\"length\"" : "\"stop\""; break;
                case 3: reason = "null"; break;
                case 4: order = Orders[random.Next(Orders.Length)]; break;
            }

            var all = Enumerable.Range(0, choices).Select(choice => Choice(order, index + choice, reason, random));
            yield return $$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","model":"m","choices":[{{string.Join(',', all)}}],"usage":null}""";
        }
    }

    private static string Choice(string order, int index, string reason, Random random) => "{" + string.Join(',', order.Select(member => member switch
    {
        'i' => string.Create(CultureInfo.InvariantCulture, $"\"index\":{index}"),
        'd' => string.Create(CultureInfo.InvariantCulture, $"\"delta\":{{\"content\":\"{random.Next(100, 999)}\"}}"),
        _ => $"\"finish_reason\":{reason}",
    })) + "}";

    private sealed class TextByChoice : ITextSink
    {
        private readonly SortedDictionary<int, StringBuilder> _texts = [];

        public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
        {
            if (!_texts.TryGetValue(part, out var text))
            {
                _texts[part] = text = new StringBuilder();
            }

            text.Append(Encoding.UTF8.GetString(utf8)).Append(' ');
        }

        public override string ToString() => string.Join('|', _texts.Select(pair => $"{pair.Key}: {pair.Value}"));
    }
}
