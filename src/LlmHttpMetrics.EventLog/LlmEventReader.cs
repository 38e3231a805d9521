using System.Runtime.CompilerServices;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.EventLog.Files;
using LlmHttpMetrics.EventLog.Reading;

namespace LlmHttpMetrics;

/// <summary>
/// Reads event logs: lines of older and newer versions, plain and gzip files, and files that are being written. What cannot be read is
/// skipped and reported in <see cref="Problems"/>. Not thread-safe; the counts of a reader include everything it has read.
/// </summary>
/// <remarks>
/// What became known about a call after its event had been written is in a later line, an amendment, which is merged into the event. Therefore everything
/// is read twice: first for amendments, then for events. In a folder, the amendments of a file's events are searched in that file and in those that were
/// started up to a day after it was last written. Up to 100,000 amendments are kept at a time; <see cref="Problems"/> reports how many did not fit.
/// </remarks>
public sealed class LlmEventReader
{
    private const int MaxProblems = 1000;

    private readonly List<LlmEventReadProblem> _problems = [];

    /// <summary>The maximum length of a line; a longer one is skipped.</summary>
    /// <value>In bytes. The default is 16 MiB; from 1,024 to 268,435,456.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxLineLength
    {
        get => _maxLineLength;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1024);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 256 * 1024 * 1024);
            _maxLineLength = value;
        }
    }

    private readonly int _maxLineLength = 16 * 1024 * 1024;

    /// <summary>The number of events that were read.</summary>
    public long Events { get; private set; }

    /// <summary>The number of amendments that were merged into events.</summary>
    public long Amendments { get; private set; }

    /// <summary>The number of lines that were skipped, including incomplete last lines.</summary>
    public long Skipped { get; private set; }

    /// <summary>What could not be read and why: the first 1,000 lines, and every file whose gzip data is damaged.</summary>
    public IReadOnlyList<LlmEventReadProblem> Problems => _problems;

    /// <summary>
    /// Reads a file, or all event logs of a folder in the order in which they were started. Links in a folder are skipped, and reported in
    /// <see cref="Problems"/>; a link that <paramref name="path"/> names is followed.
    /// </summary>
    /// <param name="path">The file, plain or gzip, or the folder.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The events in the order of their lines.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no file or folder of this name.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public async IAsyncEnumerable<LlmEvent> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            var stream = await LogFiles.OpenSharedAsync(path, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await foreach (var callEvent in ReadTwiceAsync(stream, path, cancellationToken).ConfigureAwait(false))
                {
                    yield return callEvent;
                }
            }

            yield break;
        }

        EventAmendments amendments = new(MaxLineLength);
        var files = FilesIn(path);
        for (var i = 0; i < files.Count; i++)
        {
            await amendments.SearchForAsync(files, i, cancellationToken).ConfigureAwait(false);
            if (await LogFiles.TryOpenListedAsync(files[i].Path, cancellationToken).ConfigureAwait(false) is not { } stream)
            {
                continue;
            }

            await using (stream.ConfigureAwait(false))
            {
                await foreach (var callEvent in ReadEventsAsync(stream, files[i].Path, amendments, cancellationToken).ConfigureAwait(false))
                {
                    yield return callEvent;
                }
            }
        }

        AddMissed(amendments, path);
    }

    /// <summary>
    /// Reads a stream, plain or gzip. A stream that cannot seek is read once, and its amendments, which are after their events, are not merged.
    /// </summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The events in the order of their lines.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    public IAsyncEnumerable<LlmEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadTwiceAsync(stream, file: null, cancellationToken);
    }

    private async IAsyncEnumerable<LlmEvent> ReadTwiceAsync(Stream stream, string? file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EventAmendments amendments = new(MaxLineLength);
        if (stream.CanSeek)
        {
            var start = stream.Position;
            await amendments.SearchAsync(stream, cancellationToken).ConfigureAwait(false);
            stream.Position = start;
        }

        await foreach (var callEvent in ReadEventsAsync(stream, file, amendments, cancellationToken).ConfigureAwait(false))
        {
            yield return callEvent;
        }

        AddMissed(amendments, file);
    }

    private async IAsyncEnumerable<LlmEvent> ReadEventsAsync(
        Stream stream, string? file, EventAmendments amendments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LineReader lines = new(stream, MaxLineLength);
        await using (lines.ConfigureAwait(false))
        {
            while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (lines.State != LineState.TooLong && LlmEventJson.TryRead(lines.Line.Span, out var callEvent))
                {
                    Events++;
                    Amendments += amendments.ApplyTo(callEvent);
                    yield return callEvent;
                }
                else if (!IsBlankOrAmendment(lines))
                {
                    Skip(file, lines);
                }
            }

            if (lines.IsDamaged)
            {
                _problems.Add(new LlmEventReadProblem(file, lines.Number, "The gzip data is damaged or incomplete; the rest cannot be read."));
            }
        }
    }

    /// <summary>Whether the line is empty, or an amendment, which was read in the first pass.</summary>
    private static bool IsBlankOrAmendment(LineReader lines) =>
        lines.State != LineState.TooLong
        && ((lines.State == LineState.Whole && lines.Line.Span.IsWhiteSpace()) || LlmEventJson.TryReadAmendment(lines.Line.Span, out _));

    private void AddMissed(EventAmendments amendments, string? path)
    {
        if (amendments.Missed > 0)
        {
            _problems.Add(new LlmEventReadProblem(
                path,
                Line: 0,
                $"{amendments.Missed} amendments were not merged, because only {EventAmendments.Max} can be kept at a time. Their events are returned as "
                    + "they were written."));
        }
    }

    /// <summary>Empty files are left out: they contain no lines, and may be pipes, whose opening would block.</summary>
    private List<LogFile> FilesIn(string folder)
    {
        var listing = FolderListing.Of(folder);
        foreach (var foreign in listing.Foreign)
        {
            Report(new LlmEventReadProblem(foreign, Line: 0, "It is a link or a folder, and was not read."));
        }

        return [.. listing.Files.Where(file => file.Length > 0)];
    }

    private void Skip(string? file, LineReader lines)
    {
        Skipped++;
        Report(new LlmEventReadProblem(file, lines.Number, lines.State switch
        {
            LineState.TooLong => $"The line is longer than {MaxLineLength} bytes.",
            LineState.Torn => "The last line is torn: it has no line break, because its writer was interrupted.",
            _ => "The line is not an event.",
        }));
    }

    private void Report(LlmEventReadProblem problem)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(problem);
        }
    }
}
