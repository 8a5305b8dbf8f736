using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace TraceToll.Agent;

/// <summary>Validators of options: the message names the value and what is allowed.</summary>
internal static class Check
{
    public static Action<OptionResult> Range<T>(Option<T> option, T least, T most)
        where T : INumber<T> => result =>
    {
        // Read here: asking the result for the value throws when it is no number.
        var text = result.Tokens is [var token] ? token.Value : null;
        if (text != null && !(T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
        {
            result.AddError($"{option.Name} is {text}; allowed are {least} to {most}");
        }
    };
}
