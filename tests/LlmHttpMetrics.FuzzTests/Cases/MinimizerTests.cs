using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

public sealed class MinimizerTests
{
    [TestCase("a long text with an x in it and a y somewhere behind", "xy")]
    [TestCase("yx", "")]
    [TestCase("xy", "xy")]
    public void Reduce_Input_KeepsWhatItNeedsToFail(string input, string reduced)
    {
        var result = Minimizer.Reduce(Encoding.UTF8.GetBytes(input), Fails);

        Assert.That(Encoding.UTF8.GetString(result), Is.EqualTo(reduced == "" ? input : reduced));
    }

    [Test]
    public void Minimize_Case_KeepsTheKindOfFailure()
    {
        FuzzCase fuzz = new()
        {
            Exchange = new Exchange { Name = "made", Url = "http://localhost/", Request = "question"u8.ToArray(), Response = "some x and y"u8.ToArray() }
        };

        var smallest = Minimizer.Minimize(fuzz, candidate =>
            Fails(candidate.Exchange.Response) ? "bytes: of a kind" : candidate.Exchange.Response.Length == 0 ? "records: of another" : null);

        Assert.That(Encoding.UTF8.GetString(smallest.Exchange.Response), Is.EqualTo("xy"));
        Assert.That(smallest.Exchange.Request, Has.Length.EqualTo(1));
    }

    private static bool Fails(byte[] bytes) => Array.IndexOf(bytes, (byte)'x') is >= 0 and var x && Array.IndexOf(bytes, (byte)'y', x) > x;
}
