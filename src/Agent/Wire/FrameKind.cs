namespace TraceToll.Agent.Wire;

internal enum FrameKind : byte
{
    /// <summary>Sender to responder, first: <see cref="Hello"/> follows the header.</summary>
    Hello = 1,

    /// <summary>Responder to sender: the token is right.</summary>
    Welcome = 2,

    /// <summary>The load.</summary>
    Message = 3,

    /// <summary>The answer to a message: its header sent back, with filler behind it where longer replies were asked for.</summary>
    Reply = 4,
}
