"""Twilio's official client libraries, pointed at the server of the lessons.

They know one host only, https://api.twilio.com; here each call goes to our server
instead, and everything else about them stays as it is.
"""

import os

from toy_api.dialect.sids import account_sid
from toy_api.lab import Api

HOST = "https://api.twilio.com"


def twilio_here(api: Api) -> None:
    """From now on, Twilio's library for Python calls this server.

    The credentials of its first account are put into the environment, where the
    library looks for them, unless some are there. Raises ImportError with advice where
    the library is not installed.
    """
    try:
        from twilio.http.http_client import TwilioHttpClient
    except ImportError:
        advice = "Twilio's library is not installed: pip install twilio"
        raise ImportError(advice) from None
    name, secret = api.accounts[0]
    os.environ.setdefault("TWILIO_ACCOUNT_SID", account_sid(name))
    os.environ.setdefault("TWILIO_AUTH_TOKEN", secret)
    send = getattr(TwilioHttpClient.request, "original", TwilioHttpClient.request)

    def request(client, method, url, *given, **more):
        return send(client, method, url.replace(HOST, api.url, 1), *given, **more)

    request.original = send
    TwilioHttpClient.request = request
