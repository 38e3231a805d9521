using System.Runtime.CompilerServices;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.EventLog.Files;
using LlmHttpMetrics.EventLog.Reading;

namespace LlmHttpMetrics;

/// <summary>
/// Reads event logs: lines of older and newer versions, plain and gzip files, and files that are being written. What cannot be read is
/// passed over and told. One reader reads one thing at a time; its figures are the sum of all it has read.
/// </summary>
public sealed class LlmEventReader
{
    private const int MostProblems = 1000;

    private readonly List<LlmEventReadProblem> _problems = [];

    /// <summary>How long a line may be; a longer one is passed over.</summary>
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

    /// <summary>Events that were read.</summary>
    public long Events { get; private set; }

    /// <summary>Lines that were passed over, those at a torn end included.</summary>
    public long Skipped { get; private set; }

    /// <summary>What could not be read and why: the first 1,000 lines, and every file whose gzip data are damaged.</summary>
    public IReadOnlyList<LlmEventReadProblem> Problems => _problems;

    /// <summary>
    /// Reads a file, or all event logs of a folder in the order in which they were begun. In a folder links are passed over, and told in
    /// <see cref="Problems"/>; one that <paramref name="path"/> names is followed.
    /// </summary>
    /// <param name="path">The file, plain or gzip, or the folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The events in the order of their lines.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="FileNotFoundException">There is neither file nor folder of this name.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public async IAsyncEnumerable<LlmEvent> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isFolder = Directory.Exists(path);
        foreach (var file in isFolder ? FilesIn(path) : [path])
        {
            var stream = isFolder
                ? await LogFiles.TryOpenListedAsync(file, cancellationToken).ConfigureAwait(false)
                : await LogFiles.OpenSharedAsync(file, cancellationToken).ConfigureAwait(false);
            if (stream is null)
            {
                continue;
            }

            await using (stream.ConfigureAwait(false))
            {
                await foreach (var callEvent in ReadAsync(stream, file, cancellationToken).ConfigureAwait(false))
                {
                    yield return callEvent;
                }
            }
        }
    }

    /// <summary>Reads a stream, plain or gzip.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The events in the order of their lines.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    public IAsyncEnumerable<LlmEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadAsync(stream, file: null, cancellationToken);
    }

    private async IAsyncEnumerable<LlmEvent> ReadAsync(Stream stream, string? file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LineReader lines = new(stream, MaxLineLength);
        await using (lines.ConfigureAwait(false))
        {
            while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (lines.State == LineState.Whole && lines.Line.Span.IsWhiteSpace())
                {
                    continue;
                }

                if (lines.State != LineState.TooLong && LlmEventJson.TryRead(lines.Line.Span, out var callEvent))
                {
                    Events++;
                    yield return callEvent;
                }
                else
                {
                    Skip(file, lines);
                }
            }

            if (lines.IsDamaged)
            {
                _problems.Add(new LlmEventReadProblem(file, lines.Number, "The gzip data is damaged or ends too soon; what comes after is lost."));
            }
        }
    }

    /// <summary>Empty ones hold nothing, and may be pipes, whose opening waits for somebody who writes to them.</summary>
    private IEnumerable<string> FilesIn(string folder)
    {
        var listing = FolderListing.Of(folder);
        foreach (var foreign in listing.Foreign)
        {
            Tell(new LlmEventReadProblem(foreign, Line: 0, "It is a link or a folder, and was not read."));
        }

        return listing.Files.Where(file => file.Length > 0).Select(file => file.Path);
    }

    private void Skip(string? file, LineReader lines)
    {
        Skipped++;
        Tell(new LlmEventReadProblem(file, lines.Number, lines.State switch
        {
            LineState.TooLong => $"The line is longer than {MaxLineLength} bytes.",
            LineState.Torn => "The last line is torn: whoever wrote it did not get to its end.",
            _ => "The line is no event.",
        }));
    }

    private void Tell(LlmEventReadProblem problem)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(problem);
        }
    }
}
