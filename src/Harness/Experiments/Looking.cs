using TraceToll.Recordings;

namespace TraceToll.Experiments;

/// <summary>Keeps count of the blocks that can be used, and looks at the planned moments whether the verdict is known.</summary>
internal sealed class Looking
{
    // What a rule leaves out is measured again, but not for ever on a machine that is never quiet enough for it.
    private const int MostTimesAgain = 2;

    private readonly RunContext _context;
    private readonly int _blocks;
    private readonly Func<Recording, bool>? _isKnown;
    private Looks? _looks;

    public Looking(RunContext context, int blocks)
    {
        _context = context;
        _blocks = blocks;
        _isKnown = context.Experiment.IsKnown;
        _looks = _isKnown == null ? null : Looks.UpTo(blocks);
        Note();
    }

    /// <summary>Blocks that are still to be measured, if none of them is left out and no verdict ends it.</summary>
    public int Left => Math.Max(0, _blocks - Usable());

    /// <summary>Whether this block is to be measured.</summary>
    public bool GoesOn(int block)
    {
        var usable = Usable();
        if (block > 1 && _looks?.Planned.Contains(usable) == true && !_looks.Taken.Contains(usable))
        {
            Take(usable);
            var isKnown = _isKnown!(SoFar());
            _context.Teller.Note($"looked at the figures of {usable} blocks: the verdict is {(isKnown ? "known" : "not known yet")}");
            if (isKnown)
            {
                return false;
            }
        }

        if (usable < _blocks && block > MostTimesAgain * _blocks)
        {
            EndByLimit();
            return false;
        }

        return usable < _blocks;
    }

    /// <summary>Clock or patience end it: what is there is looked at for the last time.</summary>
    public void EndByLimit()
    {
        if (_looks is { } looks)
        {
            _looks = looks with { EndedByLimit = true };
            if (!looks.Taken.Contains(Usable()))
            {
                Take(Usable());
            }

            Note();
        }
    }

    private void Take(int usable)
    {
        _looks = _looks! with { Taken = [.. _looks.Taken, usable] };
        Note();
    }

    private void Note()
    {
        if (_looks is { } looks)
        {
            _context.Writer.Note(manifest => manifest with { Looks = looks });
        }
    }

    private int Usable() => SoFar().Compared.Select(slice => slice.Block).Distinct().Count();

    private Recording SoFar() => new(_context.Writer.Manifest, _context.Writer.Slices);
}
