using System.Reflection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Log messages are distinguished by their event IDs.</summary>
public sealed class LogEventTests
{
    [Test]
    public void Ids_OfAllThatIsLogged_AreDifferent()
    {
        var ids = typeof(LlmMonitoring).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Name: $"{method.DeclaringType!.FullName}.{method.Name}", Id: method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(message => message.Id is not null)
            .ToList();

        Assert.That(ids, Has.Count.GreaterThan(20));
        Assert.That(ids.GroupBy(message => message.Id).Where(same => same.Count() > 1).SelectMany(same => same), Is.Empty);
    }
}
