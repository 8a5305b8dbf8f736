using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Send;

/// <content>The replies.</content>
internal sealed unsafe partial class Connection
{
    /// <summary>All replies that have come, in one read.</summary>
    /// <returns>Whether any byte came.</returns>
    public bool Receive()
    {
        var read = _endpoint.Receive(_receiveBuffer + _held, _receiveCapacity - _held);
        if (read <= 0)
        {
            if (read < 0)
            {
                Lose(read);
            }

            return false;
        }

        var receivedNs = Clock.NowNs;
        var bytes = _load.ReplyBytes;
        _held += read;
        var at = 0;
        while (_held - at >= bytes)
        {
            var reply = (FrameHeader*)(_receiveBuffer + at);
            if (!reply->IsWellFormed(FrameKind.Reply, bytes, bytes))
            {
                Fault = SendLoopEnd.MalformedReply;
                return true;
            }

            if (reply->Sequence != _load.FirstReply + (Replies * _load.ReplyEvery))
            {
                OutOfOrder++;
                Fault = SendLoopEnd.OutOfOrder;
                return true;
            }

            var message = (reply->Sequence * _options.Connections) + _number;
            if (reply->DueNs != _startNs + _options.Shape.DueNs(message))
            {
                Fault = SendLoopEnd.MalformedReply;
                return true;
            }

            _ring.Write(new Sample(message, reply->DueNs, _sentNs[Replies & (_sentNs.Length - 1)], receivedNs));
            Replies++;
            at += bytes;
        }

        _held -= at;
        if (_held > 0 && at > 0)
        {
            Buffer.MemoryCopy(_receiveBuffer + at, _receiveBuffer, _receiveCapacity, _held);
        }

        return true;
    }
}
