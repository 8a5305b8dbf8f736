using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;

namespace TraceToll.Agent;

/// <summary>Validators of options: the message names the value and what is allowed.</summary>
internal static class Check
{
    public static Action<OptionResult> Range<T>(Option<T> option, T least, T most)
        where T : INumber<T> => result =>
    {
        if (result.Errors.Any() || result.GetValueOrDefault<T>() is not { } value)
        {
            return;
        }

        if (value < least || value > most)
        {
            result.AddError($"{option.Name} is {value}; allowed are {least} to {most}");
        }
    };
}
