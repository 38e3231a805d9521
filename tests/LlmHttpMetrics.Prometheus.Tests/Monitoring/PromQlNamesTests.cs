namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>What is found in an expression, since the checks of dashboards and rules are no better than that.</summary>
public sealed class PromQlNamesTests
{
    [TestCase("llm_requests_total", "llm_requests_total()", "")]
    [TestCase("sum(rate(a_total{x=\"1\",y=~\"}{b\"}[5m])) / 2", "a_total(x,y)", "")]
    [TestCase("sum by (p, q) (rate(a_total[5m])) or 0 * sum without (r) (b)", "a_total() b()", "p,q,r")]
    [TestCase("sum(a) by (p)", "a()", "p")]
    [TestCase("a > on (x) group_left (y) job:b:limit", "a() job:b:limit()", "x,y")]
    [TestCase("a_total unless a_total offset 1h", "a_total() a_total()", "")]
    [TestCase("sum by (new) (label_replace(max by (src) (a{l=\"label\"}), \"new\", \"$1\", \"src\", \"(.*)\"))", "a(l)", "src")]
    [TestCase("histogram_quantile(0.95, sum by (le) (rate(h_bucket{a!=\"b\"}[1h])))", "h_bucket(a)", "le")]
    [TestCase("time() - inf", "", "")]
    public void Names_OfAnExpression_AreThese(string expression, string selectors, string labels)
    {
        var names = PromQlNames.Of(expression);

        Assert.That(string.Join(' ', names.Selectors.Select(selector => $"{selector.Metric}({string.Join(',', selector.Labels)})")), Is.EqualTo(selectors));
        Assert.That(string.Join(',', names.Labels), Is.EqualTo(labels));
    }
}
