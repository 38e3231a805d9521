using System.Text;

namespace LlmHttpMetrics.Tests.Interception.Injection;

/// <summary>Streams of events of every kind, with every line end.</summary>
internal static class EventStreams
{
    private const int MostEvents = 8;

    private static readonly string[][] Events =
    [
        ["data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}"],
        ["data: {\"id\":\"1\",\"choices\":[],\"usage\":{\"total_tokens\":18}}"],
        ["data:{\"usage\":{\"total_tokens\":18},\"choices\":[]}"],
        ["event: message", "id: 3", "data: {\"choices\":[ ],\"usage\":{\"a\":{\"b\":[1]}}}"],
        ["data: {\"choices\":[],", "data: \"usage\":{\"total_tokens\":18}}"],
        ["data: {\"choices\":[],\"usage\":{\"total_", "data:tokens\":18}}"],
        ["data: {\"choices\":[],\"usage\":null}"],
        ["data: {\"choices\":[{\"index\":0}],\"usage\":{\"total_tokens\":18}}"],
        ["data: {\"choices\":[],\"usage\":{\"total_tokens\":18}"],
        ["data: [DONE]"],
        [": PROCESSING"],
        ["retry: 10"],
        ["{\"choices\":[],\"usage\":{}}"],
        ["data"],
        ["dat: x"],
        ["\uFEFFdata: {\"choices\":[],\"usage\":{}}"],
        ["data: {\"choices\":[],\"usage\":{},\"text\":\"" + new string('é', 300) + "\"}"],
        [],
    ];

    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    public static byte[] Make(Random random)
    {
        StringBuilder stream = new(random.Next(4) == 0 ? "\uFEFF" : "");
        var lineEnd = LineEnds[random.Next(LineEnds.Length)];
        var isMixed = random.Next(4) == 0;
        for (var left = random.Next(1, MostEvents + 1); left > 0; left--)
        {
            foreach (var line in Events[random.Next(Events.Length)])
            {
                stream.Append(line).Append(End());
            }

            if (left > 1 || random.Next(3) > 0)
            {
                stream.Append(End());
            }
        }

        return Encoding.UTF8.GetBytes(stream.ToString());

        string End() => isMixed ? LineEnds[random.Next(LineEnds.Length)] : lineEnd;
    }
}
