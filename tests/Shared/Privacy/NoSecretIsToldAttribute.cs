using NUnit.Framework.Interfaces;

[assembly: LlmHttpMetrics.TestUtilities.NoSecretIsTold]

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Fails the test that let a secret of the test data out, whatever it is about.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NoSecretIsToldAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test) => LeakSearch.OfTheRun.AssertNoLeak();
}
