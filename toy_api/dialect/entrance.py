"""Whose messages a request is about stands in its URL; who asks, in its fields."""

import re
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import unquote

from ..exchange import App, Request, Response
from ..guards.authentication import unauthorized
from .refusals import Refusal
from .sids import ACCOUNT, account_sid

PLACE = re.compile("/2010-04-01/Accounts/([^/]+)/.*", re.DOTALL)


class Member(Protocol):
    """An account below another one."""

    dialect: App


def well_named(app: App) -> App:
    """Refuses what can be no account, whoever asks and before anybody is asked."""

    def answer(request: Request) -> Response:
        place = PLACE.fullmatch(unquote(request.path))
        if place and not ACCOUNT.fullmatch(place[1]):
            request = request.but(refusal=Refusal(20404, request.path))
        return app(request)

    return answer


def within_account(app: App, name: str, below: Mapping[str, Member]) -> App:
    """Answers for this account, and hands on what is about an account `below` it.

    Raises Problem 401 for what is about the account of somebody else.
    """
    own = account_sid(name)

    def answer(request: Request) -> Response:
        place = PLACE.fullmatch(unquote(request.path))
        sid = place[1] if place else own
        if request.grant and sid in below:
            return below[sid].dialect(request)
        if sid != own:
            raise unauthorized("These credentials are not for this account.")
        return app(request)

    return answer
