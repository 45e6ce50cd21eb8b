"""Twilio's official client libraries, pointed at the server of the lessons.

They know one host only, https://api.twilio.com; here each call goes to our server
instead, and everything else about them stays as it is.
"""

import os
from contextlib import ExitStack

from toy_api.dialect.sids import account_sid
from toy_api.guards.accounts import ENVIRONMENT
from toy_api.lab import Api

HOST = "https://api.twilio.com"
_lent = ExitStack()  # closed, it takes out of the environment what was put into it


def twilio_here(api: Api) -> ExitStack:
    """From now on, Twilio's library for Python calls this server.

    The credentials of its first account are put into the environment, where the
    library looks for them, unless some are there; to `close` what is given back takes
    them out again. The library still calls this server then, and so nobody's real
    account. Raises ImportError with advice where the library is not installed.
    """
    try:
        from twilio.http.http_client import TwilioHttpClient
    except ImportError:
        advice = "Twilio's library is not installed: pip install twilio"
        raise ImportError(advice) from None
    name, secret = api.accounts[0]
    _lent.close()
    for key, value in zip(ENVIRONMENT, (account_sid(name), secret), strict=True):
        if key not in os.environ:
            os.environ[key] = value
            _lent.callback(_take_back, key, value)
    send = getattr(TwilioHttpClient.request, "original", TwilioHttpClient.request)

    def request(client, method, url, *given, **more):
        return send(client, method, url.replace(HOST, api.url, 1), *given, **more)

    request.original = send
    TwilioHttpClient.request = request
    return _lent


def _take_back(key: str, value: str) -> None:
    """Take this out of the environment, unless somebody has put in something else."""
    if os.environ.get(key) == value:
        del os.environ[key]
