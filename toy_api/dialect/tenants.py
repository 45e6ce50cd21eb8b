"""Accounts as Twilio's API has them: the own one, and those below it."""

from ..exchange import Request, Response, respond_json
from ..life.subaccounts import STATUSES, Subaccounts
from .envelopes import PAGING, envelope, page_of, slice_of
from .refusals import Refusal
from .renderings import as_account
from .twilio import PRIVATE, given_in
from .wishes import form_of

LONGEST = 64  # characters of a friendly name


class AccountList:
    """The own account and those below it."""

    def __init__(self, accounts: Subaccounts):
        self.accounts = accounts

    def get(self, request: Request) -> Response:
        """A page of the accounts that fit the filters."""
        given = given_in(request, ["FriendlyName", "Status", *PAGING])
        page = page_of(given)
        wanted = {"friendly_name": given.get("FriendlyName")}
        wanted["status"] = given.get("Status")
        wanted = {name: value for name, value in wanted.items() if value}
        every = {facts["sid"]: facts for facts in self.accounts.all()}
        fitting = [
            sid for sid, facts in every.items() if wanted.items() <= facts.items()
        ]
        found = [as_account(every[sid]) for sid in slice_of(fitting, page)]
        document = envelope(request.path, given, page, found, "accounts")
        return respond_json(200, document, PRIVATE)

    def post(self, request: Request) -> Response:
        """Makes an account below this one."""
        if self.accounts.owner != self.accounts.sid:
            raise Refusal(21101)
        name = _name_in(form_of(request)) or ""
        document = as_account(self.accounts.add(name))
        return respond_json(201, document, PRIVATE | {"Location": document["uri"]})


class OneAccount:
    """One account, by its sid."""

    def __init__(self, accounts: Subaccounts):
        self.accounts = accounts

    def get(self, request: Request, account: str) -> Response:
        """The account, its secret included."""
        return respond_json(200, as_account(self._find(request, account)), PRIVATE)

    def post(self, request: Request, account: str) -> Response:
        """Gives it another name, or another status: active, suspended or closed."""
        form = form_of(request)
        new = {"friendly_name": _name_in(form), "status": form.get("Status", [""])[-1]}
        new = {name: value for name, value in new.items() if value}
        facts = self._find(request, account)
        status = new.get("status", facts["status"])
        if status not in STATUSES:
            raise Refusal(20001, f"Status must be one of {', '.join(STATUSES)}.")
        if status != facts["status"] and account == self.accounts.sid:
            raise Refusal(20001, "The status of a main account stays as it is.")
        if facts["status"] == "closed" and status != "closed":
            raise Refusal(20001, "A closed account stays closed.")
        return respond_json(
            200, as_account(self.accounts.change(account, **new)), PRIVATE
        )

    def _find(self, request: Request, account: str) -> dict:
        facts = self.accounts.get(account)
        if not facts:
            raise Refusal(20404, request.path)
        return facts


def _name_in(form: dict[str, list[str]]) -> str | None:
    name = form.get("FriendlyName", [None])[-1]
    if name and len(name) > LONGEST:
        raise Refusal(20001, f"FriendlyName has at most {LONGEST} characters.")
    return name
