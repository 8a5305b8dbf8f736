using System.CommandLine;
using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary><c>tracetoll baseline check</c>: a recording against a baseline, as tests do it.</summary>
internal static class BaselineCheckCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = BaselineTexts.CheckName };
        var recording = new Argument<string>("recording") { Description = BaselineTexts.Recording };
        var folder = StoreOption.Create();
        var session = new SessionOptions();
        var command = new Command("check", BaselineTexts.CheckCommand) { name, recording, folder };
        session.AddTo(command);
        command.SetAction(parsed =>
        {
            var measured = session.Read(parsed, parsed.GetValue(recording)!);
            var check = StoreOption.Open(parsed, folder).Check(
                SessionOptions.NameFor(measured, parsed.GetValue(name)!), measured, session.Tolerance(parsed), session.Sessions(parsed));
            Console.Out.Write(BaselineText.Create(check));
            return check.Outcome switch
            {
                BaselineOutcome.Regressed => ExitCode.Regressed,
                BaselineOutcome.Invalid => ExitCode.RigFailed,
                BaselineOutcome.Within or BaselineOutcome.Improved => ExitCode.Done,
                // Nothing was shown.
                _ => ExitCode.Inconclusive,
            };
        });
        return command;
    }
}
