namespace TraceToll.Agent.Send;

/// <content>What is sent in a turn, and on which connection.</content>
internal sealed partial class SendLoop
{
    /// <summary>Those that did not take all that was due go before the others.</summary>
    private bool SendBehind(long now, long delayNs)
    {
        var (sent, before) = (false, _behindCount);
        for (var i = 0; i < _behindCount;)
        {
            var place = _behind[i];
            if (SendOn(place, now, delayNs, ref sent))
            {
                _isBehind[place] = false;
                _behind[i] = _behind[--_behindCount];
            }
            else
            {
                i++;
            }
        }

        if (_behindCount < before)
        {
            FindTurn();
        }

        return sent;
    }

    /// <summary>
    /// Message follows message from connection to connection: after the first that has nothing to send, none has. All are held against one
    /// moment, so that this stays true.
    /// </summary>
    private bool SendInTurn(long now, long delayNs)
    {
        var sent = false;
        for (var visited = 1; visited <= _connections.Length; visited++)
        {
            if (!_isBehind[_turn])
            {
                if (_connections[_turn].NextDueNs > now)
                {
                    return sent;
                }

                if (!SendOn(_turn, now, delayNs, ref sent))
                {
                    _isBehind[_turn] = true;
                    _behind[_behindCount++] = _turn;
                }
            }

            _turn = _turn + 1 == _connections.Length ? 0 : _turn + 1;
            if (visited % SendsBetweenLooks == 0)
            {
                // Many sends take longer than a reply.
                Receive();
            }
        }

        FindTurn();
        return sent;
    }

    /// <summary>The next message that is not sent, of those that are not behind: a turn in which all had something to send ends anywhere.</summary>
    private void FindTurn()
    {
        for (var place = 0; place < _connections.Length; place++)
        {
            if (_isBehind[_turn] || (!_isBehind[place] && _connections[place].NextMessage < _connections[_turn].NextMessage))
            {
                _turn = place;
            }
        }
    }

    /// <returns>Whether the connection has sent all that is due by now.</returns>
    private bool SendOn(int place, long now, long delayNs, ref bool sent)
    {
        var connection = _connections[place];
        if (connection.TailBytes > 0)
        {
            sent |= connection.SendTail();
            _fault ??= connection.Fault;
            if (connection.TailBytes > 0)
            {
                return false;
            }
        }

        if (_stop || connection.NextDueNs > now)
        {
            return true;
        }

        // One at a time where each is delayed: the first of many would else pay for all.
        var most = long.MaxValue;
        // What was sent before it in this turn took its time.
        var sendNs = sent ? Clock.NowNs : now;
        if (delayNs > 0)
        {
            most = 1;
            sendNs = Clock.Spin(delayNs);
            _plantedNs += delayNs;
        }

        var before = connection.Messages;
        connection.SendDue(now, sendNs, most);
        _fault ??= connection.Fault;
        if (connection.Messages > before)
        {
            sent = true;
            if (_messages == 0)
            {
                FirstSentNs = sendNs;
            }

            LastSentNs = sendNs;
            Volatile.Write(ref _messages, _messages + connection.Messages - before);
            Volatile.Write(ref _next, Math.Max(_next, connection.NextMessage - _options.Connections + 1));
        }

        return connection.TailBytes == 0 && connection.NextDueNs > now;
    }

    private void TellLeast()
    {
        var least = _connections[_turn].NextMessage;
        for (var i = 0; i < _behindCount; i++)
        {
            least = Math.Min(least, _connections[_behind[i]].NextMessage);
        }

        Volatile.Write(ref _least, least);
    }
}
