using FsCheck;
using FsCheck.Fluent;

namespace LlmHttpMetrics.Prometheus.Tests.Exposition;

/// <summary>Whatever a tag holds, the page is a page, and says it.</summary>
public sealed class LabelTests
{
    [Test]
    public void Values_OfAnyText_AreReadAsTheyWere() => Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), values =>
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");
        foreach (var value in values)
        {
            counter.Add(1, new KeyValuePair<string, object?>("v", value));
        }

        // A lone half of a surrogate pair has no UTF-8, and an empty label is none.
        var expected = values.Select(value => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(value ?? "")))
            .GroupBy(value => value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (double)group.Count());
        Assert.That(own.Read()
            .Of("c_total")
            .ToDictionary(sample => sample.Labels.GetValueOrDefault("v", ""), sample => sample.Value), Is.EquivalentTo(expected));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Names_OfAnyText_MakeAPage() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), names =>
    {
        using OwnMeter own = new();
        var tags = names.Select(name => new KeyValuePair<string, object?>(name.Get, "x")).ToArray();
        own.Meter.CreateHistogram<double>("h").Record(1, tags);
        own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests).Add(1, tags);

        Assert.That(own.Read().Only("h_count").Value, Is.EqualTo(1));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Value_OfAMegabyte_IsCutAndCountedOn()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");
        string Hostile(string end) => new string('"', 1023) + "🙂" + new string('\n', 1024 * 1024) + end;

        counter.Add(1, new KeyValuePair<string, object?>("v", Hostile("a")));
        counter.Add(1, new KeyValuePair<string, object?>("v", Hostile("b")));

        var sample = own.Read().Only("c_total");
        Assert.That(sample.Labels["v"], Is.EqualTo(new string('"', 1023) + "…"), "no half of a pair is left");
        Assert.That(sample.Value, Is.EqualTo(2));
        Assert.That(own.Metrics.GetText(), Has.Length.LessThan(4096));
    }

    [Test]
    public void Names_ThatMeanSomethingElse_AreGivenAnother()
    {
        using OwnMeter own = new();
        own.Meter.CreateHistogram<double>("h").Record(1, new("le", "x"), new("status", "y"));
        own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests).Add(
            1,
            new("le", "x"),
            new("status", "y"),
            new(LlmTagNames.ProviderName, "p"),
            new("provider", "z"));

        var page = own.Read();
        Assert.That(page.Only("h_sum").Key, Is.EqualTo("h_sum{exported_le=x,status=y}"));
        Assert.That(
            page.Only("llm_requests_total").Key,
            Is.EqualTo("llm_requests_total{exported_provider=z,exported_status=y,gen_ai_provider_name=p,le=x,provider=p,status=success}"));
    }

    [Test]
    public void Names_ThatBecomeTheSame_ShareALabel()
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>("c").Add(1, new("a_b", "2"), new("a.b", "1"));

        Assert.That(own.Read().Only("c_total").Labels["a_b"], Is.EqualTo("1;2"));
    }

    [Test]
    public void Values_ThatAreNoText_AreWrittenTheSameEverywhere()
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>("c").Add(1, new("b", true), new("d", 0.5), new("p", 443));

        Assert.That(own.Read().Only("c_total").Key, Is.EqualTo("c_total{b=true,d=0.5,p=443}"));
    }
}
