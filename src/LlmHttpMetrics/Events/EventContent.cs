using System.Text;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Text.Redaction;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events;

/// <summary>Text of a call for its event: unredacted in private pooled memory while the event waits, and redacted before it is passed to the sinks.</summary>
internal sealed class EventContent(ContentRules rules, HeldText? input, HeldText? output)
{
    /// <summary>The content of a call; null if the rules do not capture any.</summary>
    public static EventContent? Take(CallRecord call, ContentRules rules) =>
        rules.MaxInput > 0 || rules.MaxOutput > 0
            ? new EventContent(rules, call.RequestText.TakeCaptured(), call.ResponseText?.TakeCaptured())
            : null;

    /// <summary>Redacts the text and puts it on the event. Text that cannot be redacted is dropped. Never throws.</summary>
    public static void MoveTo(LlmEvent callEvent, FaultCounter faults)
    {
        if (callEvent.Captured is not { } captured)
        {
            return;
        }

        callEvent.Captured = null;
        try
        {
            callEvent.Content = captured.Redact();
        }
        catch (Exception)
        {
            faults.Failed(Stages.Redaction);
        }
        finally
        {
            captured.Release();
        }
    }

    /// <summary>Releases the text.</summary>
    public void Release()
    {
        input?.Release();
        output?.Release();
    }

    private LlmContent Redact() => new()
    {
        Input = Texts(input),
        Output = Texts(output),
        IsCut = input?.IsCut == true || output?.IsCut == true,
    };

    private List<string> Texts(HeldText? held)
    {
        List<string> texts = [];
        held?.Read((_, _, utf8) => texts.Add(Encoding.UTF8.GetString(utf8)));
        if (held?.IsCut == true)
        {
            // It is not known which part was cut off, if the choices of an answer are interleaved.
            texts = texts.ConvertAll(CutEnd.WithoutUnfinished);
        }

        return [.. texts.Select(rules.Redact).OfType<string>()];
    }
}
