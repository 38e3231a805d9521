using System.Text;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Text.Redaction;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events;

/// <summary>Text of a call on its way to the event: raw while it waits, in pooled memory that no one sees, and redacted where the sinks are served.</summary>
internal sealed class EventContent(ContentRules rules, HeldText? input, HeldText? output)
{
    /// <summary>The content of a call whose rules ask for it; null where they do not.</summary>
    public static EventContent? Take(CallRecord call, ContentRules rules) =>
        rules.MaxInput > 0 || rules.MaxOutput > 0
            ? new EventContent(rules, call.RequestText.TakeCaptured(), call.ResponseText?.TakeCaptured())
            : null;

    /// <summary>Redacts the text of an event and puts it there. What cannot be redacted is dropped. Never throws.</summary>
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

    /// <summary>Forgets the text.</summary>
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
            // Which part was cut is not known where the choices of an answer come in turns.
            texts = texts.ConvertAll(CutEnd.WithoutUnfinished);
        }

        return [.. texts.Select(rules.Redact).OfType<string>()];
    }
}
